import type { Memento } from 'vscode';
import type { PublishTarget } from '../server/protocol';

/** Which image a board gets: a file of the served folder, from which the URL is made each time, or any URL. */
export type FirmwareChoice =
  | { readonly kind: 'file'; /** Absolute. */ readonly path: string }
  | { readonly kind: 'url'; readonly url: string };

/** Where releases go. */
export interface RememberedTarget extends PublishTarget {
  /** A key was typed in for it; otherwise the standard AWS chain finds one. */
  readonly hasOwnKey?: boolean;
}

/** What is remembered for this workspace beside the settings. Never a password. */
export class Memory {
  constructor(private readonly state: Memento) {}

  get ssid(): string | undefined {
    return this.state.get('wifi.ssid');
  }

  async rememberSsid(ssid: string | undefined): Promise<void> {
    await this.state.update('wifi.ssid', ssid);
  }

  get firmware(): FirmwareChoice | undefined {
    return this.state.get('firmware');
  }

  async rememberFirmware(choice: FirmwareChoice): Promise<void> {
    await this.state.update('firmware', choice);
  }

  /** Whether boards get the public signing key (true) or lose it (false); undefined leaves theirs. */
  get boardsAskForSignature(): boolean | undefined {
    return this.state.get('signing.required');
  }

  async rememberBoardsAskForSignature(required: boolean): Promise<void> {
    await this.state.update('signing.required', required);
  }

  /** Where releases were published to, the last one first. Their keys are in the secret storage. */
  get publishTargets(): readonly RememberedTarget[] {
    return this.state.get('publishing.targets') ?? [];
  }

  async rememberPublishTargets(targets: readonly RememberedTarget[]): Promise<void> {
    await this.state.update('publishing.targets', targets);
  }

  /** What a container or a remote computer means for boards was explained here. */
  get surroundingsTold(): boolean {
    return this.state.get('surroundings.told') === true;
  }

  async rememberSurroundingsTold(): Promise<void> {
    await this.state.update('surroundings.told', true);
  }

  /** The folder to serve, of a workspace with several. */
  get folder(): string | undefined {
    return this.state.get('folder');
  }

  async rememberFolder(folder: string | undefined): Promise<void> {
    await this.state.update('folder', folder);
  }
}
