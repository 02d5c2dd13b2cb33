/** One line of a zone file (RFC 1035 §5.1) for a TXT record, its text split into character-strings of at most 255 octets. */
export function txtZoneLine(name: string, text: string): string {
  const octets = new TextEncoder().encode(text);
  const count = Math.max(1, Math.ceil(octets.length / 255));
  const strings = Array.from({ length: count }, (_, index) => octets.slice(index * 255, (index + 1) * 255));
  return `${name}. IN TXT ${strings.map(quoted).join(" ")}`;
}

export function cnameZoneLine(name: string, target: string): string {
  return `${name}. IN CNAME ${target}.`;
}

function quoted(octets: Uint8Array): string {
  return `"${Array.from(octets, escaped).join("")}"`;
}

/** Quotes and backslashes are escaped; what is not printable ASCII becomes `\DDD`, decimal (RFC 1035 §5.1). */
function escaped(octet: number): string {
  if (octet === 0x22 || octet === 0x5c) return `\\${String.fromCharCode(octet)}`;
  if (octet >= 0x20 && octet < 0x7f) return String.fromCharCode(octet);
  return `\\${octet.toString().padStart(3, "0")}`;
}
