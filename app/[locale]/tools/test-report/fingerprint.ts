/** Eight hexadecimal digits that depend on the text alone: FNV-1a, 32 bits. It tells texts apart and guards nothing. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(text)) hash = Math.imul(hash ^ octet, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** 64 digits in place of a SHA-256 digest; no key has them. */
export function madeUpDigits(text: string): string {
  return Array.from({ length: 8 }, (_, index) => fingerprint(`${index} ${text}`)).join("");
}
