import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** argon2id with the parameters of RFC 9106 §4 (second recommendation: 64 MiB, 3 passes). */
const argon2id = { memoryCost: 65_536, timeCost: 3, parallelism: 4 };

export const passwordLength = { min: 12, max: 256 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), argon2id);
}

/** Compares in the same time whether the account has a password or not. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  const compared = await verify(passwordHash ?? (await unmatchable()), password.normalize("NFKC"));
  return compared && passwordHash !== null;
}

let unmatchableHash: Promise<string> | null = null;

function unmatchable(): Promise<string> {
  unmatchableHash ??= hashPassword(newToken());
  return unmatchableHash;
}

/** A random token of 256 bits for a link or a cookie, base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token: its SHA-256, hex. The token is random, so no salt is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
