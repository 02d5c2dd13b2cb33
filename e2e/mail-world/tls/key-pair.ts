import { KeyObject, type webcrypto } from "node:crypto";

/** A pair of the global CryptoKey type that @peculiar/x509 is typed with. */
export type KeyPair = CryptoKeyPair;

export const signing = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export async function makeKeyPair(): Promise<KeyPair> {
  return await globalThis.crypto.subtle.generateKey(signing, true, ["sign", "verify"]);
}

export function privateKeyOf(keys: KeyPair): KeyObject {
  return KeyObject.from(keys.privateKey as webcrypto.CryptoKey);
}
