import type { KeyObject, X509Certificate } from "node:crypto";
import type { CertificateFacts } from "#lib/core/evidence.ts";

/** Kind and size of a certificate's key; `null` for what Node cannot read, and for sizes that say nothing. */
export function readKeyFacts(certificate: X509Certificate): Pick<CertificateFacts, "keyType" | "keyBits"> {
  const key = publicKeyOf(certificate);
  if (key === null) return { keyType: null, keyBits: null };
  return { keyType: key.asymmetricKeyType ?? null, keyBits: bitsOf(key) };
}

/** Node throws for a key of an algorithm that it does not know. */
export function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}

function bitsOf({ asymmetricKeyDetails: details = {} }: KeyObject): number | null {
  return details.modulusLength ?? curveBits[details.namedCurve ?? ""] ?? null;
}

/** The curves that public CAs sign for. */
const curveBits: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };
