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
