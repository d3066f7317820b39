import type { ExplainedAddress } from '../../server/protocol';

/** What a row of the picker stands for: an address, the sidecar's own choice, or one that is typed. */
export type AddressRow = { readonly label: string; readonly description: string; readonly detail: string; readonly choice: 'automatic' | 'other' | { readonly address: string } };

/** The words of the two rows that are no address of this computer, in the person's language. */
export interface RowWords {
  readonly automatic: string;
  readonly automaticDetail: string;
  readonly other: string;
  readonly otherDetail: string;
  readonly chosen: string;
}

/** The rows of Choose Address, the automatic choice first; an explanation is below each. @param current The setting. */
export function addressRows(addresses: readonly ExplainedAddress[], current: string, words: RowWords): AddressRow[] {
  const marked = (isCurrent: boolean, ...parts: string[]): string => [...parts, ...(isCurrent ? [words.chosen] : [])].join(' · ');
  const isOther = current !== '' && !addresses.some(({ address }) => address === current);
  return [
    {
      label: `$(sparkle) ${words.automatic}`,
      description: marked(current === '', ...addresses.filter(({ recommended }) => recommended).map(({ address }) => address)),
      detail: words.automaticDetail,
      choice: 'automatic',
    },
    ...addresses.map(({ address, name, isUsable, label, explanation }): AddressRow => ({
      label: `$(${isUsable ? 'pass' : 'circle-slash'}) ${address}`,
      description: marked(address === current, label, name),
      detail: explanation,
      choice: { address },
    })),
    { label: `$(edit) ${words.other}`, description: marked(isOther, ...(isOther ? [current] : [])), detail: words.otherDetail, choice: 'other' },
  ];
}

/** An IPv4 address as a board can be told it. */
export function isAddress(text: string): boolean {
  const parts = text.trim().split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}
