import { CancellationError, l10n } from 'vscode';
import type { ObjectStoreKey } from '../../infrastructure/object-store-keys';
import { askText } from '../../infrastructure/questions';
import { BACK, inSteps } from '../../infrastructure/steps';

/** The two halves of a key, the second one as dots. Without trailing spaces, which come along when one pastes. */
export async function askAccessKey(title: string): Promise<ObjectStoreKey> {
  const missing = (text: string): string | undefined => (/^\S+$/.test(text) ? undefined : l10n.t('It is one word, as the object store shows it.'));
  const { accessKeyId, secretAccessKey } = await inSteps<Partial<ObjectStoreKey>>({}, [
    async (soFar) => {
      const answer = await askText({ title, prompt: l10n.t('Access key ID'), value: soFar.accessKeyId ?? '', problem: missing });
      return answer === BACK ? BACK : { accessKeyId: answer };
    },
    async (_, canGoBack) => {
      const prompt = l10n.t('Secret access key. It is kept in the secret storage, not in a file.');
      const answer = await askText({ title, prompt, password: true, problem: missing, canGoBack });
      return answer === BACK ? BACK : { secretAccessKey: answer };
    },
  ]);
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new CancellationError();
  }
  return { accessKeyId, secretAccessKey };
}
