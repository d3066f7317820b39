import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeServer } from './code-server.js';
import type { Workbench } from './workbench.js';

/** Keeps what the window showed and what the processes logged. Nothing here may hide the failure itself. */
export async function keepEvidence(workbench: Workbench, server: CodeServer): Promise<string> {
  const folder = path.join(workbench.pictures, 'failure');
  mkdirSync(path.join(folder, 'logs'), { recursive: true });
  workbench.page.setDefaultTimeout(3000);
  await tried(() => workbench.page.screenshot({ path: path.join(folder, 'window.png') }));
  const seen = {
    toasts: await tried(() => workbench.toasts.visible()),
    toastsBefore: await tried(() => workbench.toasts.history()),
    statusBar: await tried(() => workbench.page.locator('.part.statusbar').innerText()),
    question: await tried(() => workbench.quickInput.question()),
    rows: await tried(() => workbench.quickInput.widget.locator('.monaco-list-row').allInnerTexts()),
  };
  writeFileSync(path.join(folder, 'window.json'), JSON.stringify(seen, null, 2));
  for (const channel of ['log', 'console', 'requests'] as const) {
    writeFileSync(path.join(folder, `${channel}.txt`), await tried(() => workbench[channel].text()));
  }
  for (const { name, text } of server.profile.logs()) {
    writeFileSync(path.join(folder, 'logs', name.replaceAll(path.sep, '_')), text);
  }
  return folder;
}

async function tried<T>(look: () => Promise<T>): Promise<T | string> {
  try {
    return await look();
  } catch (error) {
    return `not to be had: ${String(error)}`;
  }
}
