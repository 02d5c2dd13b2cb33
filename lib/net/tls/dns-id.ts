/**
 * Whether a certificate's DNS-ID covers a host (RFC 6125 §6.4): equal without regard to case, or a wildcard
 * that is the whole left-most label and stands for exactly one. The Common Name never counts.
 */
export function dnsIdMatches(dnsId: string, host: string): boolean {
  const id = dnsId.toLowerCase();
  const name = host.toLowerCase();
  if (!id.startsWith("*.")) return id === name;
  const dot = name.indexOf(".");
  return dot > 0 && id.length > 2 && name.slice(dot) === id.slice(1);
}

/**
 * The DNS-IDs in Node's text form of a subjectAltName. Node quotes an entry as JSON, commas escaped, when it
 * holds anything that could pass for a separator, so splitting cannot be fooled.
 */
export function dnsIdsOf(subjectAltName: string | undefined): string[] {
  const entries = subjectAltName?.split(", ") ?? [];
  return entries.filter((entry) => entry.startsWith("DNS:")).map((entry) => unquote(entry.slice(4)));
}

function unquote(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}
