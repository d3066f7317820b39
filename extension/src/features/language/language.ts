import { type Disposable, type LogOutputChannel, type TextDocument, workspace } from 'vscode';
import { servedFolders } from '../../infrastructure/folder';
import { ifSet } from '../../infrastructure/if-set';
import { readSettings } from '../../infrastructure/settings';
import type { LanguageParams } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { becomesRelevant, followDocuments } from './follow-documents';
import { isRelevant } from './relevance';

/**
 * Brings documents to the sidecar: it is started by the first one that it has something to say of, and told what this
 * window's settings and folders are.
 */
export class Language implements Disposable {
  private readonly listening: Disposable[];
  /** It runs, or is to run. */
  private isWanted = false;
  private isRunning = false;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly log: LogOutputChannel,
  ) {
    sidecar.follow(followDocuments);
    this.listening = [
      sidecar.onDidStart(() => {
        this.isRunning = true;
        this.configure();
      }),
      sidecar.onDidEnd(() => (this.isRunning = false)),
      workspace.onDidOpenTextDocument((document) => this.look(document)),
      workspace.onDidChangeTextDocument((event) => !this.isWanted && becomesRelevant(event) && this.start()),
      workspace.onDidChangeWorkspaceFolders(() => this.configure()),
      workspace.onDidChangeConfiguration((event) => {
        if (['device', 'port', 'address', 'rootFolder'].some((name) => event.affectsConfiguration(`otaTools.${name}`))) {
          this.configure();
        }
      }),
    ];
    workspace.textDocuments.forEach((document) => this.look(document));
  }

  dispose(): void {
    this.listening.forEach((one) => one.dispose());
  }

  private look(document: TextDocument): void {
    if (!this.isWanted && document.uri.scheme === 'file' && isRelevant(document)) {
      this.start();
    }
  }

  /** Once, and without a message: nobody has asked for anything. A command that needs the sidecar will say why it cannot run. */
  private start(): void {
    this.isWanted = true;
    this.sidecar.ensureRunning().catch((error: unknown) => this.log.warn(error instanceof Error ? error.message : String(error)));
  }

  private configure(): void {
    if (this.isRunning) {
      this.sidecar.request('otatools/language/configure', around()).catch((error: unknown) => this.log.warn(String(error)));
    }
  }
}

function around(): LanguageParams {
  const { device, port, address } = readSettings();
  return {
    folders: servedFolders(),
    port,
    ...ifSet({ device, address }),
  };
}
