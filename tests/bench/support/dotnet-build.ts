import { spawnSync } from 'node:child_process';

/** Builds in Release, as the product under measurement is. */
export function dotnetBuild(project: string, cwd: string): void {
  const { status, stdout, error } = spawnSync(
    'dotnet', ['build', project, '--configuration', 'Release', '--nologo', '--verbosity', 'quiet'], { cwd, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`dotnet build ${project} failed:\n${stdout}`);
}
