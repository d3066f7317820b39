// `node tests/out/link/transcripts/record.js [NAME…]`: records the transcripts under tests/OtaTools.Core.Tests/Device/Transcripts anew.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SimulatedBoard } from '@otatools/simulator';
import { inScope } from '../../device/support/scope.js';
import { root } from '../../support/paths.js';
import { scenes, type Scene } from './scenes.js';
import { Tape } from './tape.js';

const folder = path.join(root, 'tests/OtaTools.Core.Tests/Device/Transcripts');

async function record(scene: Scene): Promise<string> {
  return await inScope(async (scope) => {
    const board = await SimulatedBoard.start({ link: 'usb', joinDelayMs: 5, power: false, ...scene.options });
    scope.after(() => board.close());
    await scene.prepare?.(board, scope);
    const tape = await Tape.open(board.consolePort);
    scope.after(() => tape.close());
    board.setPower(true);
    await scene.play(tape, board);
    return tape.transcript(scene.title);
  });
}

const chosen = process.argv.slice(2);
for (const scene of scenes.filter(({ file }) => chosen.length === 0 || chosen.includes(file))) {
  const text = await record(scene);
  writeFileSync(path.join(folder, `${scene.file}.transcript`), text);
  console.log(`${scene.file}: ${text.length} characters`);
}
