import type { VerifiedSignature } from "mailauth/lib/dkim/dkim-verifier.js";
import type { SignatureFact, SignatureResult } from "#lib/core/tlsrpt/mail-facts.ts";

type Judged = { result: SignatureResult; reason: string | null };

/** What mailauth found of a signature in our words, with what RFC 8460 §3 asks of one beyond RFC 6376. */
export function signatureFact(
  found: VerifiedSignature,
  { repeatsField }: { repeatsField: boolean },
): SignatureFact {
  const judged = judge(found);
  const fact = judged.result === "pass" ? judgePassed(found, repeatsField) : judged;
  return {
    domain: shown(found.signingDomain ?? "").toLowerCase(),
    selector: shown(found.selector ?? ""),
    algorithm: found.algo ? shown(found.algo) : null,
    ...fact,
  };
}

function judge({ status: { result, comment = "", policy }, rr }: VerifiedSignature): Judged {
  if (result === "pass") return { result: "pass", reason: null };
  if (result === "temperror") return { result: "temporary-error", reason: "dns-failure" };
  if (comment === "invalid public key" && rr && /(^|;)\s*p\s*=\s*(;|$)/.test(rr)) {
    return { result: "permanent-error", reason: "key-revoked" };
  }
  if (policy?.["dkim-rules"] === "weak-key") return { result: "policy", reason: "weak-key" };
  return byComment.get(comment) ?? { result: "permanent-error", reason: "key-unusable" };
}

/** mailauth's comments, in its strict mode; whatever else it says comes of a key that the signature does not fit. */
const byComment: ReadonlyMap<string, Judged> = new Map([
  ["body hash did not verify", { result: "fail", reason: "body-altered" }],
  ["bad signature", { result: "fail", reason: "header-altered" }],
  ["expired", { result: "policy", reason: "expired" }],
  ["weak algorithm", { result: "policy", reason: "weak-algorithm" }],
  ["key not for email", { result: "policy", reason: "key-not-for-reports" }],
  ["From field not signed", { result: "permanent-error", reason: "from-not-signed" }],
  ["no key", { result: "permanent-error", reason: "key-missing" }],
  ["domain mismatch", { result: "permanent-error", reason: "identity-outside-domain" }],
  ["unknown algorithm", { result: "permanent-error", reason: "unknown-algorithm" }],
  ["unknown canonicalization", { result: "permanent-error", reason: "unknown-algorithm" }],
  ["inappropriate hash algorithm", { result: "permanent-error", reason: "key-for-another-algorithm" }],
  ["inappropriate key algorithm", { result: "permanent-error", reason: "key-for-another-algorithm" }],
  ["signature missing required tag", { result: "permanent-error", reason: "signature-malformed" }],
  ["signature syntax error", { result: "permanent-error", reason: "signature-malformed" }],
  ["incompatible version", { result: "permanent-error", reason: "signature-malformed" }],
  ["unsupported query method", { result: "permanent-error", reason: "signature-malformed" }],
  ["invalid expiration", { result: "permanent-error", reason: "signature-malformed" }],
]);

function judgePassed({ status, signingHeaders }: VerifiedSignature, repeatsField: boolean): Judged {
  // Words behind those that it covers may be anybody's: a report's signature must not use `l=` (RFC 8460 §3).
  if (status.underSized) return { result: "policy", reason: "body-length-limited" };
  // Nobody can tell which of the two was signed (RFC 6376 §8.15).
  if (repeatsField) return { result: "policy", reason: "field-repeated" };
  // Mail of a domain that is testing DKIM is like unsigned mail (RFC 6376 §3.6.1, `t=y`).
  if (status.testing) return { result: "policy", reason: "key-in-testing" };
  const signed = (signingHeaders?.keys ?? "").toLowerCase().split(/\s*:\s*/);
  const asReport = signed.includes("content-type") || signed.includes("tls-report-submitter");
  return { result: "pass", reason: asReport ? null : reportFieldsUnsigned };
}

/**
 * It holds, but covers neither Content-Type nor TLS-Report-Submitter: the signer need not have known that its words would
 * be read as a report.
 */
export const reportFieldsUnsigned = "report-fields-unsigned";

/** The sender's words, fit to be stored as JSON and shown. */
function shown(text: string): string {
  return text
    .slice(0, 253)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]/gu, "?");
}
