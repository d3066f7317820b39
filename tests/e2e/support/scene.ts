import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { BoardOptions, SimulatedBoard } from '@otatools/simulator';
import { chooseImages } from '../../demo/images.js';
import { deviceOf, PASSWORD, SSID, startBoard } from '../../sidecar/support/board.js';
import { withoutRealFirmware } from '../../support/paths.js';
import { freePort } from './code-server.js';
import type { Settings } from './profile.js';
import { Workspace } from './workspace.js';

export { PASSWORD, SSID } from '../../sidecar/support/board.js';

/** A person's board and folder before the first update. */
export interface Scene {
  readonly board: SimulatedBoard;
  /** socket://127.0.0.1:… */
  readonly device: string;
  /** The folder to open, with OTA/… in it. */
  readonly workspace: Workspace;
  /** The name of the image in OTA. */
  readonly image: string;
  /** The port that firmware is served on. */
  readonly port: number;
}

/**
 * A board that runs v1.25.0, with nothing on it but that, within reach of the network SSID; and a folder that holds
 * v1.26.0. The images are real ones where they are at hand.
 */
export async function arrange(test: TestContext, { board: options, settings }: { board?: BoardOptions; settings?: Settings } = {}): Promise<Scene> {
  if (withoutRealFirmware) {
    test.diagnostic(`${withoutRealFirmware}; the images are built on the spot`);
  }
  const { from, to } = chooseImages({ from: undefined, to: undefined, json: false });
  const board = await startBoard(test, { image: from, networks: [{ ssid: SSID, psk: PASSWORD }], ...options });
  const port = await freePort();
  const workspace = new Workspace({ 'otaTools.port': port, ...settings });
  const image = path.basename(to);
  mkdirSync(workspace.path('OTA'));
  copyFileSync(to, workspace.path(`OTA/${image}`));
  return { board, device: deviceOf(board), workspace, image, port };
}
