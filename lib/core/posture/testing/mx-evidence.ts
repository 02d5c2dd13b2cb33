import type { DomainEvidence, MxFault, MxHostEvidence, MxProbes } from "../../evidence.ts";
import { failedLook, found, mxHost, secured } from "../../joined/testing/mx-look.ts";

export const [first, second] = ["mx1.example.com", "mx2.example.com"] as const;

/** Looks of both MX hosts of the healthy domain, nothing wrong with either, but for what the first differs in. */
export function probed(
  changes: Partial<MxHostEvidence> = {},
  more: Partial<MxProbes> = {},
): Partial<DomainEvidence> {
  const other = mxHost({
    host: second,
    looks: [secured("192.0.2.26", { subject: `CN=${second}`, dnsNames: [second] })],
  });
  return {
    mxProbes: { source: "direct", egress: "open", hosts: [mxHost(changes), other], leftOut: [], ...more },
  };
}

/** An address where no connection came about. */
export function unreached(fault: MxFault, at = "192.0.2.25") {
  return failedLook(fault, at, { banner: null });
}

/** The answers of a signed zone. */
export function signed<T>(records: T[]) {
  return found(records, true);
}
