import { Html } from './html';

/** What runs in the page: a press of a button is told by its action's name, and nothing else. */
export const script = new Html(`
const vscode = acquireVsCodeApi();
document.addEventListener('click', (event) => {
  const action = event.target.closest('button')?.dataset.action;
  if (action) {
    vscode.postMessage({ action });
  }
});`);
