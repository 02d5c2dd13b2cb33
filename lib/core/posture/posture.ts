import type { DomainEvidence } from "../evidence.ts";
import type { Finding } from "../finding.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import type { PolicyVersion } from "./policy-version.ts";
import type { Stage } from "./stage.ts";

/** What a domain's records are held against. */
export type Expected = {
  /** Where this domain's reports should come to. */
  httpsUri: string;
  mailtoUri: string | null;
  /** Every destination that still works for this organization and domain, e.g. before a rotation. */
  acceptedRua: string[];
  /** Destinations that a rotation replaced, and until when (ISO 8601) they work or worked. Left out: none was. */
  formerRua?: { uri: string; until: string }[];
  /** The token of the TXT record at `_sealpost.<domain>`, without its prefix. */
  challenge: string;
};

/**
 * What is remembered of the domain. `evidence` and `findings` are those of the check before; none before the first.
 * `version` is the last policy version that any check saw, when that is kept: the check before may have seen none.
 */
export type Previous = {
  evidence: DomainEvidence | null;
  stage: Stage;
  findings?: Finding[];
  version?: PolicyVersion | null;
};

/** `absent`: known not to be there. `unknown`: the check could not tell. */
export type PartState = "ok" | "warning" | "error" | "unknown" | "absent";

export type PartName = "tlsRpt" | "mtaSts" | "policy" | "mx";

export type Parts = Record<PartName, PartState>;

/**
 * Which proof of ownership stands now: the token at `_sealpost.<domain>`, or a `rua` that carries a destination made
 * for this organization and domain. `null`: neither is there. `unknown`: a look-up failed, so nothing changed.
 */
export type Ownership = "txt" | "rua" | null | "unknown";

/** A check, judged. `policy` is the valid policy that the policy host serves, whether a record announces it or not. */
export type Posture = {
  findings: Finding[];
  stage: Stage;
  ownership: Ownership;
  policy: MtaStsPolicy | null;
  parts: Parts;
};
