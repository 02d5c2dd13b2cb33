import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Seals secrets that must be used again, such as a mailbox's password, so that the database alone does not give them away. */
export type Vault = {
  /** `purpose` belongs to the key: what was sealed for one purpose does not open for another. */
  seal(purpose: string, text: string): Buffer;
  /** `null`: altered, sealed for another purpose, or under another secret. */
  open(purpose: string, sealed: Uint8Array): string | null;
};

const format = 1;
const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM with a key for each purpose, derived by HKDF-SHA-256 from the installation's secret. */
export function createVault(secret: string): Vault {
  const keyOf = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "sealpost vault", purpose, 32));
  return {
    seal(purpose, text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", keyOf(purpose), nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < 1 + nonceLength + tagLength || bytes[0] !== format) return null;
      const nonce = bytes.subarray(1, 1 + nonceLength);
      const tag = bytes.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      const decipher = createDecipheriv("aes-256-gcm", keyOf(purpose), nonce).setAuthTag(tag);
      try {
        const body = bytes.subarray(1 + nonceLength + tagLength);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        return null;
      }
    },
  };
}
