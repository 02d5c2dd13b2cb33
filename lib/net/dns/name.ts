/**
 * A name as questions carry it: lower-case, no final dot. `null` for what cannot be asked: an empty label,
 * one above 63 octets, a name above 253 (RFC 1035 §2.3.4), or characters that are not printable ASCII.
 * Underscores and other odd printable characters are legal in DNS (RFC 2181 §11) and pass.
 */
export function normalizeName(text: string): string | null {
  const name = text.toLowerCase().replace(/\.$/, "");
  if (name.length > 253 || !/^[\x21-\x7e]+$/.test(name)) return null;
  const labelsFit = name.split(".").every((label) => label.length >= 1 && label.length <= 63);
  return labelsFit ? name : null;
}
