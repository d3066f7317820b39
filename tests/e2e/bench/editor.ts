// What `npm run bench` measures in a real VS Code. The rows are in tests/bench/extension/editor.ts.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Browser } from '../support/browser.js';
import { CodeServer } from '../support/code-server.js';
import { eventually } from '../support/eventually.js';
import { artifacts } from '../support/places.js';
import { Workbench } from '../support/workbench.js';
import { Workspace } from '../support/workspace.js';

const BYTES = 1_000_000;
const BYTES_PER_SECOND = 100_000;
const LAST_LINE = 'that is all';

/** VS Code with the installed extension, to be looked at from outside. */
export class MeasuredEditor {
  private constructor(private readonly server: CodeServer, private readonly browser: Browser) {}

  static async start(): Promise<MeasuredEditor> {
    return new MeasuredEditor(await CodeServer.start(), await Browser.start());
  }

  async stop(): Promise<void> {
    await this.browser.stop();
    await this.server.stop();
  }

  /** Milliseconds that VS Code says it took to activate each of these extensions, in a new window. */
  async activation(names: readonly string[]): Promise<number[]> {
    const workspace = new Workspace({});
    workspace.write('ota.py', '');
    return await this.inWindow(workspace, async ({ palette, page }) => {
      // The list draws only what is in sight, the slowest first.
      await page.setViewportSize({ width: 1280, height: 2400 });
      await palette.run('Developer: Show Running Extensions');
      const shown = (): Promise<string[]> => page.locator('.runtime-extensions-editor .monaco-list-row').allInnerTexts();
      return await eventually(`the times of ${names.join(', ')}`, async () => {
        const rows = await shown();
        const times = names.map((name) => rows.find((row) => row.split('\n')[0] === name)?.match(/Activation: (\d+)ms/)?.[1]);
        return times.every((time) => time !== undefined) ? times.map(Number) : undefined;
      }, { seen: async () => (await shown()).join('\n') });
    });
  }

  /**
   * A megabyte of lines that comes at 100,000 bytes a second.
   * @returns Seconds from the first byte until the last line is in sight, and of how many lines something is missing.
   */
  async consolePanel(): Promise<{ seconds: number; lostLines: number }> {
    const board = new TalkativeBoard();
    const workspace = new Workspace({ 'otaTools.device': await board.listen() });
    workspace.write('ota.py', '');
    try {
      return await this.inWindow(workspace, async (vscode) => {
        await vscode.run('showDeviceConsole');
        await vscode.page.locator('.part.panel .view-lines').getByText(LAST_LINE).waitFor({ timeout: 120_000 });
        const seconds = (performance.now() - board.began) / 1000;
        const shown = new Set((await vscode.console.text()).split('\n'));
        return { seconds, lostLines: board.lines.filter((line) => !shown.has(line)).length };
      });
    } finally {
      board.close();
    }
  }

  private async inWindow<T>(workspace: Workspace, measure: (vscode: Workbench) => Promise<T>): Promise<T> {
    const person = await this.browser.person();
    try {
      return await measure(await Workbench.open(await person.newPage(), this.server.address(workspace.folder), this.server.locale, artifacts));
    } finally {
      await person.close();
    }
  }
}

/** Prints a megabyte as soon as somebody listens. */
class TalkativeBoard {
  readonly lines = Array.from({ length: BYTES / 50 }, (_, number) => `${String(number).padStart(6, '0')} ${'.'.repeat(41)}`);
  began = 0;
  private readonly server: Server = createServer((socket) => this.talk(socket));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `socket://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
  }

  private talk(socket: Socket): void {
    this.began = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - this.began) / 1000) * BYTES_PER_SECOND / 50);
      socket.write(this.lines.slice(sent, due).map((line) => `${line}\r\n`).join(''));
      sent = Math.min(due, this.lines.length);
      if (sent === this.lines.length) {
        socket.write(`${LAST_LINE}\r\n`);
        clearInterval(timer);
      }
    }, 10);
    socket.on('error', () => {}).on('close', () => clearInterval(timer)).resume();
  }
}
