/** Shorter texts cannot nest deep enough to be a burden, and are looked at once they are parsed. */
const harmlessCharacters = 16_384;

/**
 * Whether a long JSON text opens more arrays and objects inside each other than `limit`. JSON.parse needs no stack for
 * them, but seconds for millions.
 */
export function opensDeeperThan(json: string, limit: number): boolean {
  if (json.length <= harmlessCharacters) return false;
  let depth = 0;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === 0x22) index = endOfText(json, index);
    else if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > limit) return true;
  }
  return false;
}

/** Index of the quote that closes the text opened at `start`; the last index when nothing closes it. */
export function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json[end - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}
