/** IEEE 802.11: an SSID has 1 to 32 bytes; the sidecar checks it again. */
export function ssidProblem(ssid: string): boolean {
  const bytes = Buffer.byteLength(ssid);
  return bytes < 1 || bytes > 32;
}

/** WPA2: a passphrase has 8 to 63 characters, a key 64 digits; none for an open network. */
export function passwordProblem(password: string): boolean {
  const bytes = Buffer.byteLength(password);
  return bytes !== 0 && (bytes < 8 || bytes > 64 || (bytes === 64 && !/^[0-9a-f]+$/i.test(password)));
}
