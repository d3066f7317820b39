import { CancellationError, l10n, type QuickPickItem, Uri, window } from 'vscode';
import type { RememberedTarget } from '../../infrastructure/memory';
import { askChoice, askText } from '../../infrastructure/questions';
import { BACK, inSteps, type Step } from '../../infrastructure/steps';

import { bucketProblem, endpointProblem, prefixProblem, publicUrlProblem } from './target-rules';

type Place = 'folder' | 'aws' | 'other';

interface Answers {
  readonly place?: Place;
  readonly folder?: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly publicUrl?: string;
  readonly hasOwnKey?: boolean;
}

/**
 * Where to publish, step by step.
 * @param beginning Where the folder dialog begins.
 */
export async function askTarget(title: string, beginning: Uri | undefined): Promise<RememberedTarget> {
  const answers = await inSteps<Answers>({}, [
    async (soFar, canGoBack) => await one('place', title, canGoBack, l10n.t('Where boards are to find the firmware'), places(), soFar.place),
    async ({ place }) => (place === 'folder' ? { folder: await askFolder(beginning) } : undefined),
    text('endpoint', title, isOther, l10n.t('Endpoint of the object store'), endpointError, 'https://ACCOUNT.r2.cloudflarestorage.com'),
    text('region', title, isStore, l10n.t('Region of the bucket. Leave it empty to take the one that the environment, the profile or the store says.'), () => undefined, 'eu-central-1'),
    text('bucket', title, isStore, l10n.t('Name of the bucket. It has to be there, and boards have to be allowed to read it.'), bucketError, 'firmware'),
    text('prefix', title, isStore, l10n.t('Folder in the bucket. Leave it empty for the bucket itself.'), prefixError, 'stations/north'),
    text('publicUrl', title, () => true, l10n.t('Address at which boards read it: of your web server, or of the CDN before it. Leave it empty where it is not known, or follows from the endpoint.'), publicUrlError, 'https://firmware.example.org/'),
    async (soFar, canGoBack) => (isStore(soFar) ? await one('hasOwnKey', title, canGoBack, l10n.t('How to sign in to the object store'), signIns(), soFar.hasOwnKey) : undefined),
  ]);
  return targetOf(answers);
}

interface Row<T> extends QuickPickItem {
  readonly value: T;
}

const isStore = ({ place }: Answers): boolean => place !== 'folder';
const isOther = ({ place }: Answers): boolean => place === 'other';

const endpointError = (text: string): string | undefined => (endpointProblem(text) ? l10n.t('An endpoint begins with https:// or http:// and names a host, and no path.') : undefined);
const bucketError = (text: string): string | undefined => (bucketProblem(text) ? l10n.t('A bucket has 3 to 63 characters: small letters, digits, dots and hyphens.') : undefined);
const prefixError = (text: string): string | undefined => (prefixProblem(text) ? l10n.t('Only letters, digits and . _ + - are allowed, with a slash between folders.') : undefined);
const publicUrlError = (text: string): string | undefined => (publicUrlProblem(text) ? l10n.t('The address begins with http:// or https:// and names a host.') : undefined);

function places(): Row<Place>[] {
  return [
    { label: `$(folder) ${l10n.t('Folder…')}`, detail: l10n.t('That a web server, a CDN or a pages host offers to boards'), value: 'folder' },
    { label: '$(cloud) Amazon S3', detail: l10n.t('A bucket of AWS'), value: 'aws' },
    { label: `$(cloud) ${l10n.t('Another S3-compatible object store…')}`, detail: l10n.t('Cloudflare R2, MinIO, Ceph and others, by their endpoint'), value: 'other' },
  ];
}

function signIns(): Row<boolean>[] {
  return [
    { label: `$(key) ${l10n.t('With an access key that I type in')}`, detail: l10n.t('It is kept in the secret storage, not in a file.'), value: true },
    { label: `$(account) ${l10n.t('As AWS tools do')}`, detail: l10n.t('From the environment, the AWS profile, single sign-on, or the role of this machine'), value: false },
  ];
}

async function one<K extends 'place' | 'hasOwnKey'>(
  name: K, title: string, canGoBack: boolean, placeHolder: string, rows: readonly Row<NonNullable<Answers[K]>>[], before: Answers[K],
): Promise<Partial<Answers> | typeof BACK> {
  // What was chosen before stands first: Enter chooses it again.
  const sorted = [...rows].sort((a, b) => Number(b.value === before) - Number(a.value === before));
  const row = await askChoice({ title, placeHolder, rows: sorted, canGoBack });
  return row === BACK ? BACK : ({ [name]: row.value } as Partial<Answers>);
}

function text(
  name: 'endpoint' | 'region' | 'bucket' | 'prefix' | 'publicUrl', title: string, isAsked: (soFar: Answers) => boolean, prompt: string,
  problem: (text: string) => string | undefined, placeHolder: string,
): Step<Answers> {
  return async (soFar, canGoBack) => {
    if (!isAsked(soFar)) {
      return undefined;
    }
    const answer = await askText({ title, prompt, placeHolder, value: soFar[name] ?? '', problem, canGoBack });
    return answer === BACK ? BACK : { [name]: answer };
  };
}

async function askFolder(beginning: Uri | undefined): Promise<string> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: l10n.t('Publish Here'),
    title: l10n.t('The folder that boards are to find the firmware in'),
    ...(beginning !== undefined && { defaultUri: beginning }),
  });
  if (chosen === undefined) {
    throw new CancellationError();
  }
  return chosen[0]!.fsPath;
}

/** Only what belongs to the place that was chosen at last. */
function targetOf({ place, folder, endpoint, region, bucket, prefix, publicUrl, hasOwnKey }: Answers): RememberedTarget {
  const url = publicUrl ? { publicUrl } : {};
  if (place === 'folder') {
    return { kind: 'folder', folder: folder!, ...url };
  }
  return {
    kind: 's3',
    bucket: bucket!,
    ...(place === 'other' && { endpoint: endpoint! }),
    ...(region && { region }),
    ...(prefix && { prefix: prefix.replace(/\/$/, '') }),
    ...url,
    hasOwnKey: hasOwnKey === true,
  };
}
