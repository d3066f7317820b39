/** A document that is longer is no configuration, and would end the connection some day (16 MiB a message). */
const LONGEST = 1 << 20;
const SETTING = /\b(?:FW_URL|WIFI_SSID|WIFI_PASS(?:WORD)?)\b/;

/** What of VS Code's TextDocument is looked at. */
export interface Looked {
  readonly fileName: string;
  readonly languageId: string;
  getText(): string;
}

/** The sidecar has something to say of it: cheap, since every document that is opened is asked about. */
export function isRelevant(document: Looked): boolean {
  if (/(?:^|[\\/])ota\.json$/i.test(document.fileName)) {
    return !isTooLong(document);
  }
  return document.languageId === 'python' && /\.py$/i.test(document.fileName) && !isTooLong(document) && mentionsSetting(document.getText());
}

export function mentionsSetting(text: string): boolean {
  return SETTING.test(text);
}

export function isTooLong(document: Looked): boolean {
  return document.getText().length > LONGEST;
}
