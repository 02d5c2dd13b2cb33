import type { CertificateFacts } from "../evidence.ts";
import { dnsIdMatches } from "./dns-id.ts";

/**
 * `untrusted`: the path leads to no public root. `incomplete` and `self-signed` say why, and stand instead of it:
 * only the leaf came, without the certificate of its issuer; or the leaf is its own issuer.
 */
export type CertificateFault =
  | "no-certificate"
  | "expired"
  | "not-yet-valid"
  | "untrusted"
  | "incomplete"
  | "self-signed"
  | "name";

/**
 * Everything that a sender without DANE would hold against a presented chain (RFC 8461 §4.2): dates, trust, name, in
 * this order, each at most once; empty when nothing is wrong. `chain` is leaf first, `chainError` OpenSSL's code for the
 * path to a root, `null` when it is good. OpenSSL keeps the last of several errors, and an expiry hides an unknown issuer.
 */
export function certificateFaults(
  chain: readonly CertificateFacts[],
  chainError: string | null,
  host: string,
  now: Date,
): CertificateFault[] {
  const [leaf] = chain;
  if (leaf === undefined) return ["no-certificate"];
  const named = leaf.dnsNames.some((id) => dnsIdMatches(id, host));
  const faults = [dateFault(leaf, now), pathFault(chain, leaf, chainError), named ? null : ("name" as const)];
  return [...new Set(faults.flatMap((fault) => fault ?? []))];
}

/**
 * The leaf alone, up to and including its last second (RFC 5280 §4.1.2.5). An intermediate that has expired may have been
 * presented beside a good path, so whether one counts is for `chainError` to say.
 */
function dateFault(leaf: CertificateFacts, now: Date): CertificateFault | null {
  // A date that cannot be read is no date to trust.
  if (!(now.getTime() <= Date.parse(leaf.notAfter))) return "expired";
  return Date.parse(leaf.notBefore) <= now.getTime() ? null : "not-yet-valid";
}

function pathFault(
  chain: readonly CertificateFacts[],
  leaf: CertificateFacts,
  chainError: string | null,
): CertificateFault | null {
  if (chainError === null) return null;
  if (leaf.subject === leaf.issuer) return "self-signed";
  switch (chainError) {
    case "CERT_HAS_EXPIRED":
      return "expired";
    case "CERT_NOT_YET_VALID":
      return "not-yet-valid";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "self-signed";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return chain.length === 1 ? "incomplete" : "untrusted";
    default:
      return "untrusted";
  }
}
