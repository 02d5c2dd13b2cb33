import { createHash, randomBytes } from "node:crypto";

/** Begins every key, so that a scanner that finds one in a repository knows whose it is. */
const mark = "slp_";

/** A new key: the mark and 32 random octets, base64url. */
export function newApiKey(): string {
  return mark + randomBytes(32).toString("base64url");
}

/** What the database keeps of a key: its SHA-256. The key is random, so no salt is needed. */
export function apiKeyHash(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(key).digest());
}

/** Enough of it to tell keys apart in a list, and too little to guess the rest: 36 of 256 bits. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, mark.length + 6);
}
