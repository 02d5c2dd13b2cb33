import type { RefusalReason } from "../dane/match-chain.ts";
import type { MxFault, PolicyFetchFault } from "../evidence.ts";
import type { CertificateFault } from "../tls/certificate-faults.ts";

/** What may be wrong with what a sender meets; each is worded under `joined.fault`. */
export type SightedFault =
  | MxFault
  | PolicyFetchFault
  | `certificate-${CertificateWord}`
  | `tlsa-${RefusalReason}`
  | "tlsa-unusable"
  | "tlsa-absent"
  | "tlsa-not-signed"
  | "mx-not-signed"
  | "dnssec-bogus"
  | "dns-failed"
  | "no-address"
  | "ehlo-not-understood"
  | "mx-not-covered"
  | "policy-invalid"
  | "policy-media-type";

export type CertificateWord =
  | "expired"
  | "not-yet-valid"
  | "not-trusted"
  | "incomplete"
  | "self-signed"
  | "name-mismatch"
  | "missing";

/** Policy fetches and MX looks speak of certificates in the same words. */
export const certificateWords: Record<CertificateFault, CertificateWord> = {
  expired: "expired",
  "not-yet-valid": "not-yet-valid",
  untrusted: "not-trusted",
  incomplete: "incomplete",
  "self-signed": "self-signed",
  name: "name-mismatch",
  "no-certificate": "missing",
};

/** One thing seen now. `address` is `null` for what DNS says of the host. `detail` is untrusted text. */
export type Sighting = { fault: SightedFault; address: string | null; detail: string };

/**
 * What one address, or one answer of DNS, says of the fault that was reported. `hidden`: something else fails before the
 * place where it would show. `unreached`: we did not get there, which may be our own network. `uncheckable`: it is nothing
 * that shows from outside.
 */
export type Statement = {
  says: "seen" | "clear" | "hidden" | "unreached" | "uncheckable";
  sightings: Sighting[];
};

export function seen(sightings: Sighting[]): Statement {
  return { says: "seen", sightings };
}

export const clear: Statement = { says: "clear", sightings: [] };
export const uncheckable: Statement = { says: "uncheckable", sightings: [] };
