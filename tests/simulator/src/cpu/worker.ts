import { readFileSync, readdirSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BoardLink } from './board-link.js';
import { Interruptions } from './clock.js';
import { CpuConsole } from './console.js';
import { MOUNT_POINT } from './hardware/file-functions.js';
import { createHal } from './hardware/hal.js';
import { HostFileSystem } from './interpreter/host-file-system.js';
import { Medium } from './interpreter/medium.js';
import { Interpreter } from './interpreter/interpreter.js';
import type { CpuStart } from './messages.js';
import { Repl } from './repl/repl.js';
import { SharedMemory } from './shared-memory.js';
import { ROM_PATH } from './traceback-filter.js';

/** One boot of the chip's CPU, on a thread of its own, from the firmware's start to the next restart. */
const FORCED_EXIT = 0x100;
const FAILED = 0;
const romSource = new URL('../../rom/', import.meta.url);

const start = workerData as CpuStart;
const memory = new SharedMemory(start.buffers);
const interruptions = new Interruptions();
const link = new BoardLink(start.port, memory, interruptions);
const console = new CpuConsole(link, memory, interruptions);

const interpreter = await Interpreter.load(start, (data) => console.writeText(data));
interruptions.keyboardPending = () => interpreter.interruptPending;
const { python } = interpreter;

copyRom('board_rom');
mountFileSystem();
python.registerJsModule('_hal', createHal({
  link, console, interruptions, shared: memory, info: start.info, fileSystem: python.FS, memory: () => interpreter.memory,
}));
python.runPython(`
import sys
sys.path.insert(0, '${ROM_PATH}')
import board_rom.install
board_rom.install.install(${start.fileSystemRoot === null ? 'None' : `'${MOUNT_POINT}'`})
sys.path.pop(0)
del sys, board_rom
`);
const boot = python.pyimport('_board_boot');

link.send({ type: 'ready', target: interpreter.interruptTarget });
const { rawMode } = runBoot();
console.writeString('MPY: soft reboot\r\n');
link.restart({ kind: 'soft', rawMode });

/** main.c of the ESP32 port: main.py runs in friendly mode only, and only if boot.py did not fail. */
function runBoot(): { rawMode: boolean } {
  const bootResult = runFile('boot.py');
  link.call('bootScriptDone');
  if (bootResult === FORCED_EXIT) return { rawMode: start.rawMode };
  if (!start.rawMode && bootResult !== FAILED && runFile('main.py') === FORCED_EXIT) return { rawMode: false };
  const { version, date, machine } = start.info;
  const repl = new Repl({
    interpreter, console, rawPaste: start.rawPaste,
    banner: `MicroPython ${version} on ${date}; ${machine}\r\nType "help()" for more information.\r\n>>> `,
    runTimers: () => void boot['run_timers']!(),
    isHopeless: (source) => boot['is_hopeless']!(source) === 1,
  }, start.rawMode);
  return repl.run();
}

function runFile(name: string): number {
  return Number(boot['run_file']!(name));
}

function mountFileSystem(): void {
  if (start.fileSystemRoot === null) return;
  const medium = new Medium(start.fileSystemRoot, () => memory.fileSystemBlocks, countFileOperation);
  const files = new HostFileSystem(python.FS, start.fileSystemRoot, medium, (bytes) => link.send({ type: 'file-written', bytes }));
  python.FS.mkdir(MOUNT_POINT);
  python.FS.mount({ mount: () => files.mount() }, {}, MOUNT_POINT);
}

function countFileOperation(): void {
  if (!memory.countFileOperation()) return;
  link.send({ type: 'power-cut' });
  memory.waitForTermination();
}

function copyRom(folder: string): void {
  python.FS.mkdir(ROM_PATH);
  python.FS.mkdir(`${ROM_PATH}/${folder}`);
  const source = new URL(`${folder}/`, romSource);
  for (const name of readdirSync(source)) python.FS.writeFile(`${ROM_PATH}/${folder}/${name}`, readFileSync(new URL(name, source)));
}
