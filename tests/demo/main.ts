// `npm start`: the main job from end to end on a simulated board, driven through the sidecar's JSON-RPC.
import path from 'node:path';
import { SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { Lines } from '../support/until.js';
import { readArguments } from './arguments.js';
import { chooseImages, type DemoImages } from './images.js';
import { describe, imageOf, shortcomings, type Summary } from './summary.js';

const NETWORK = { ssid: 'otatools-demo', psk: 'correct horse battery' };
const LONGEST_MS = 120_000;

interface Transfer {
  id: number;
  status: number;
  path: string;
  bytesSent: number;
  state: string;
}

const say = (text: string): void => console.log(text);

/** Prints the board's console as it comes, and what has come before each step. */
class ConsoleView {
  readonly lines = new Lines();
  private readonly timer = setInterval(() => this.flush(), 20);
  private shown = 0;

  step(text: string): void {
    this.flush();
    say(text);
  }

  end(): void {
    clearInterval(this.timer);
    this.flush();
  }

  private flush(): void {
    for (; this.shown < this.lines.items.length; this.shown++) {
      say(`  | ${this.lines.items[this.shown]}`);
    }
  }
}

async function demonstrate(images: DemoImages): Promise<{ summary: Summary; wrong: string[] }> {
  const board = await SimulatedBoard.start({ image: images.from, link: 'uart', networks: [NETWORK] });
  try {
    const sidecar = await Sidecar.start();
    try {
      return await drive(board, sidecar, images);
    } finally {
      await sidecar.stop();
    }
  } finally {
    await board.close();
  }
}

async function drive(board: SimulatedBoard, sidecar: Sidecar, images: DemoImages): Promise<{ summary: Summary; wrong: string[] }> {
  const device = `socket://127.0.0.1:${board.consolePort}`;
  const view = new ConsoleView();
  const { lines } = view;
  const transfers = new Map<number, Transfer>();
  sidecar.on<{ text: string }>('otatools/console/output', ({ text }) => lines.push(text));
  sidecar.on<Transfer>('otatools/serving/transfer', (transfer) => transfers.set(transfer.id, transfer));

  try {
    view.step(`1. Look at the file      ${path.basename(images.to)}`);
    const file = await sidecar.request<{ usable: boolean; why: string | null; image: { sha256: string | null } }>('otatools/firmware/inspect', { path: images.to });
    if (!file.usable) {
      throw new Error(`${path.basename(images.to)} cannot be installed over the air. ${file.why}`);
    }
    await board.waitFor({ phase: 'running' });
    const before = board.state();

    view.step(`2. Serve its folder      ${path.dirname(images.to)}`);
    const serving = await sidecar.request<{ url: string }>('otatools/serving/start', { root: path.dirname(images.to), port: 0, device });
    const { url } = await sidecar.request<{ url: string }>('otatools/serving/url', { path: images.to, device });
    view.step(`                         ${serving.url}`);

    view.step('3. Configure and upload  Wi-Fi, FW_URL, boot.py, ota.py');
    const wifi = { ssid: NETWORK.ssid, password: NETWORK.psk };
    const { files } = await sidecar.request<{ files: { path: string; change: string }[] }>('otatools/scripts/upload', { device, wifi, firmwareUrl: url });
    view.step(`                         ${files.map((f) => `${f.path} ${f.change}`).join(', ')}`);

    view.step('4. Reset, and watch the console');
    await sidecar.request('otatools/device/reset', { device });
    const proved = await lines.line(/^\[OTA\] valid |^\[BOOT\]\[ERR\]|^\[OTA\] (left alone|already running)/, LONGEST_MS);
    if (!proved.startsWith('[OTA] valid')) {
      throw new Error(`The board was not updated. It said: ${proved}`);
    }
    await lines.line(/^\[OTA\] already running/, LONGEST_MS);
    const bytesSent = sum(transfers);

    view.step('5. Reset once more: nothing may be downloaded');
    const from = lines.items.length;
    await sidecar.request('otatools/device/reset', { device });
    await lines.line(/^\[OTA\] already running/, LONGEST_MS, from);
    await sidecar.request('otatools/serving/stop', {});
    const after = board.state();
    const summary: Summary = {
      from: imageOf(before),
      to: imageOf(after),
      bytesSent: sum(transfers),
      updates: lines.items.filter((line) => line.startsWith('[OTA] finalize: True')).length,
      resets: after.boots - 1,
      state: after.state,
    };
    return { summary, wrong: shortcomings(summary, file.image, sum(transfers) - bytesSent) };
  } finally {
    view.end();
  }
}

/** Firmware in whatever form; the list of the device scripts, some hundred bytes, is asked for at each start. */
function sum(transfers: Map<number, Transfer>): number {
  return [...transfers.values()].filter((transfer) => !transfer.path.endsWith('/ota-scripts.manifest')).reduce((bytes, transfer) => bytes + transfer.bytesSent, 0);
}

const options = readArguments(process.argv.slice(2));
try {
  const { summary, wrong } = await demonstrate(chooseImages(options));
  say(describe(summary, wrong));
  if (options.json) {
    say(JSON.stringify(summary));
  }
  process.exitCode = wrong.length === 0 ? 0 : 1;
} catch (error) {
  say(`\nThis did not work: ${error instanceof Error ? error.message : String(error)}`);
  if (options.json) {
    say(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
  process.exitCode = 1;
}
