/**
 * Makes a URI fit for `rua` (RFC 8460 §3): `,` `!` and `;` must be percent-encoded there, and what RFC 3986 allows
 * nowhere in a URI has to be. Encoding twice changes nothing.
 */
export function encodeRuaUri(uri: string): string {
  return uri
    .toWellFormed()
    .replaceAll(/[^A-Za-z0-9\-._~:/?#[\]@$&'()*+=%]|%(?![0-9A-Fa-f]{2})/gu, encodeCharacter);
}

/** Undoes percent-encoding; `null` when the escapes are not UTF-8. */
export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function encodeCharacter(character: string): string {
  // encodeURIComponent leaves "!" alone, which is the one it leaves that RFC 8460 wants encoded.
  return character === "!" ? "%21" : encodeURIComponent(character);
}
