import { CancellationError, l10n, type QuickPickItem, QuickPickItemKind, ThemeIcon, Uri, window, workspace } from 'vscode';
import type { Memory, RememberedTarget } from '../../infrastructure/memory';
import type { ObjectStoreKeys } from '../../infrastructure/object-store-keys';
import { askChoice } from '../../infrastructure/questions';
import { BACK } from '../../infrastructure/steps';
import { ErrorCode, type StoreKey } from '../../server/protocol';
import { isRpcError } from '../../server/rpc-error';
import { secretString } from '../../server/secret';
import { askAccessKey } from './access-key';
import { askTarget } from './ask-target';
import { detailOf, isSameTarget, titleOf } from './target';

/** As a list to choose from; older ones are forgotten. */
const MOST_TARGETS = 8;

const KEY_ERRORS: readonly number[] = [ErrorCode.StoreCredentialsMissing, ErrorCode.StoreKeyWrong, ErrorCode.StoreAccessDenied];

interface Row extends QuickPickItem {
  readonly target?: RememberedTarget;
}

/** Where this workspace publishes to, and the keys for it. */
export class PublishTargets {
  constructor(
    private readonly memory: Memory,
    private readonly keys: ObjectStoreKeys,
  ) {}

  /** One that was used before, or a new one, which is remembered. */
  async choose(title: string): Promise<RememberedTarget> {
    const target = await this.chooseKnown(title) ?? (await this.askNew(title));
    await this.memory.rememberPublishTargets([target, ...this.others(target)].slice(0, MOST_TARGETS));
    return target;
  }

  /**
   * Runs a request with the key of its target; where the store does not take that key, a person may type in another.
   * @param run Without a key the standard AWS chain is taken.
   */
  async withKey<T>(target: RememberedTarget, run: (key: { credentials?: StoreKey }) => Promise<T>): Promise<T> {
    let hasOwnKey = this.hasOwnKey(target);
    for (;;) {
      try {
        return await run(hasOwnKey ? { credentials: await this.requireKey(target) } : {});
      } catch (error) {
        if (target.kind !== 's3' || !isRpcError(error) || !KEY_ERRORS.includes(error.code)) {
          throw error;
        }
        const enter = l10n.t('Enter Access Key…');
        if ((await window.showErrorMessage(error.message, enter)) !== enter) {
          throw new CancellationError();
        }
        await this.askKey(target);
        hasOwnKey = true;
        await this.memory.rememberPublishTargets([{ ...target, hasOwnKey }, ...this.others(target)]);
      }
    }
  }

  private async chooseKnown(title: string): Promise<RememberedTarget | undefined> {
    if (this.memory.publishTargets.length === 0) {
      return undefined;
    }
    const row = await askChoice<Row>({
      title,
      placeHolder: l10n.t('Where boards are to find the firmware'),
      rows: this.rows(),
      onButton: async ({ target }) => {
        await this.forget(target!);
        return this.rows();
      },
    });
    return row === BACK ? undefined : row.target;
  }

  private rows(): Row[] {
    const forget = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Forget this place and its access key') };
    return [
      ...this.memory.publishTargets.map((target): Row => ({
        label: `$(${target.kind === 'folder' ? 'folder' : 'cloud'}) ${titleOf(target)}`,
        description: detailOf(target),
        buttons: [forget],
        target,
      })),
      { label: '', kind: QuickPickItemKind.Separator },
      { label: `$(add) ${l10n.t('Another place…')}` },
    ];
  }

  private async askNew(title: string): Promise<RememberedTarget> {
    const target = await askTarget(title, workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'));
    if (target.hasOwnKey === true && (await this.keys.get(target)) === undefined) {
      await this.askKey(target);
    }
    return target;
  }

  /** The secret storage may have lost it. */
  private async requireKey(target: RememberedTarget): Promise<StoreKey> {
    const key = (await this.keys.get(target)) ?? (await this.askKey(target));
    return { accessKeyId: secretString(key.accessKeyId), secretAccessKey: secretString(key.secretAccessKey) };
  }

  private async askKey(target: RememberedTarget) {
    const key = await askAccessKey(l10n.t('Access key for {0}', titleOf(target)));
    await this.keys.set(target, key);
    return key;
  }

  private async forget(target: RememberedTarget): Promise<void> {
    const others = this.others(target);
    await this.memory.rememberPublishTargets(others);
    if (!others.some(({ bucket, endpoint }) => bucket === target.bucket && endpoint === target.endpoint)) {
      await this.keys.forget(target);
    }
  }

  /** It may have been given a key since it was chosen: by the request before. */
  private hasOwnKey(target: RememberedTarget): boolean {
    return (this.memory.publishTargets.find((known) => isSameTarget(known, target)) ?? target).hasOwnKey === true;
  }

  private others(target: RememberedTarget): RememberedTarget[] {
    return this.memory.publishTargets.filter((known) => !isSameTarget(known, target));
  }
}
