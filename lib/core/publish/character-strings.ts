/**
 * A text cut into the character-strings of one TXT record, at most 255 octets each (RFC 1035 §3.3), at least one. No
 * character is cut in two.
 */
export function characterStrings(text: string): string[] {
  const strings: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of text) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > 255) {
      strings.push(current);
      current = "";
      octets = 0;
    }
    current += character;
    octets += size;
  }
  return [...strings, current];
}

/** The same as a DNS panel or a zone file takes it: each in quotes, with a blank between them. */
export function quotedStrings(text: string): string {
  return characterStrings(text)
    .map((one) => `"${one.replaceAll(/["\\]/g, "\\$&")}"`)
    .join(" ");
}
