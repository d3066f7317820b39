/** The framework that the portable sidecar needs, in this version or newer. */
const FRAMEWORK = 'Microsoft.AspNetCore.App';
export const MAJOR = 10;

/** @param listed What `dotnet --list-runtimes` prints: one "name version [folder]" a line. */
export function hasFramework(listed: string): boolean {
  return listed.split('\n').some((line) => {
    const [name, version] = line.split(' ');
    return name === FRAMEWORK && Number.parseInt(version ?? '', 10) >= MAJOR;
  });
}
