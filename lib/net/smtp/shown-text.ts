/**
 * What a server said, fit to be stored and shown: control characters and the octets of Latin-1 that nobody sees become
 * `\xNN`, and more than `maxLength` characters are cut. `octets` is text of one character per octet.
 */
export function shownText(octets: string, maxLength: number): string {
  const visible = octets
    .slice(0, maxLength + 1)
    .replace(unseen, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return visible.length > maxLength ? `${visible.slice(0, maxLength - 1)}…` : visible;
}

/** C0, DEL, C1 and the soft hyphen. */
const unseen = /[^\x20-\x7e\xa0-\xac\xae-\xff]/g;
