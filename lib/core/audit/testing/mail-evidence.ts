import type { MxProbes } from "../../evidence.ts";
import { evidence } from "../../posture/testing/healthy-evidence.ts";
import type { MailEvidence } from "../evidence.ts";

/** What the audit knows beside its own look-ups: a domain that enforces, and looks at these MX hosts. */
export function mailEvidence(
  probes: Partial<MxProbes> = {},
  changes: Partial<MailEvidence> = {},
): MailEvidence {
  const none: MxProbes = { source: "direct", egress: "open", hosts: [], leftOut: [] };
  return { ...evidence(), domain: "a.example", ...changes, mxProbes: { ...none, ...probes } };
}
