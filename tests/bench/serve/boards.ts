import { createHash } from 'node:crypto';
import path from 'node:path';
import { root } from '../../support/paths.js';
import { dotnetBuild } from '../support/dotnet-build.js';
import { Program } from '../support/program.js';

/** Bytes per second of each: what an ESP32 takes while it writes flash. */
export const RATE = 50_000;
/** Times the duration of an undisturbed download: a board that is still not done then has failed. */
const PATIENCE = 3;

export interface Result {
  failed: number;
  seconds: number;
  /** How many failed of which cause. */
  causes: Record<string, number>;
}

const project = path.join(root, 'tests/bench/Boards');

export function buildBoards(): void {
  dotnetBuild('Boards.csproj', project);
}

/** All at once: each gets the image, no faster than a board, and checks every byte of it. */
export async function download(port: number, urlPath: string, image: Buffer, count: number): Promise<Result> {
  const nominal = image.length / RATE;
  const deadline = Math.ceil(nominal * PATIENCE);
  const boards = new Program('dotnet', [
    path.join(project, 'bin/Release/net10.0/Boards.dll'),
    String(port), urlPath, String(count), String(RATE), String(deadline), createHash('sha256').update(image).digest('hex'),
  ]);
  try {
    return JSON.parse(await boards.line((deadline + 30) * 1000)) as Result;
  } finally {
    await boards.stop();
  }
}
