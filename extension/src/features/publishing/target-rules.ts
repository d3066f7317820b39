/** Names of buckets, as AWS and its likes allow them. */
export function bucketProblem(text: string): boolean {
  return !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) || text.includes('..');
}

/** The address of an object store: a scheme and a host, no path. */
export function endpointProblem(text: string): boolean {
  if (!URL.canParse(text)) {
    return true;
  }
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  return !/^https?:$/.test(protocol) || hostname === '' || pathname !== '/' || `${search}${hash}${username}${password}` !== '';
}

/** Folders that stand before the names of objects; boards have them in their FW_URL. */
export function prefixProblem(text: string): boolean {
  return text !== '' && (text.length > 150 || !/^[A-Za-z0-9._+-]+(\/[A-Za-z0-9._+-]+)*\/?$/.test(text) || /(^|\/)\.{1,2}(\/|$)/.test(text));
}

/** Where boards read; a query would come between it and the names of files, and a password would be remembered and shown. */
export function publicUrlProblem(text: string): boolean {
  if (text === '') {
    return false;
  }
  if (!URL.canParse(text)) {
    return true;
  }
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  return !/^https?:$/.test(protocol) || hostname === '' || `${search}${hash}${username}${password}` !== '';
}
