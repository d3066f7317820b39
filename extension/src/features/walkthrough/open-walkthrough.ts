import { commands } from 'vscode';
import { setContext } from '../../infrastructure/context';

export async function openWalkthrough(extensionId: string): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#firstUpdate`, false);
  // VS Code hears of each event once: a step that was done before it knew the walkthrough is ticked off by this one.
  setContext('walkthroughOpened', true);
}
