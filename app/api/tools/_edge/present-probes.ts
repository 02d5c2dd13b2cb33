import type { MxProbes } from "#lib/core/evidence.ts";
import { withoutOctets } from "#lib/core/posture/stored-evidence.ts";

/** Looks at MX hosts as they are handed out: certificates by their digests, without their bulk. */
export function presentProbes(probes: MxProbes): MxProbes {
  return { ...probes, hosts: probes.hosts.map(withoutOctets) };
}
