import type { MxAddressLook, MxFault, MxProbes } from "../evidence.ts";

/** Why an address stayed out of our reach, as the looks together tell: port 25 is shut on our side, or we have no IPv6. */
export type ReachLimit = "port-25" | "ipv6";

/**
 * Tells our own limits from what a host does. While no mail server has answered us lately, and none does now, a connection
 * that fails says nothing about whom we called: clouds drop or reset port 25 on its way out. Once one has, only IPv6 is
 * doubted, and as long as not one such address answers.
 */
export function reachLimits({ egress, hosts }: MxProbes): (look: MxAddressLook) => ReachLimit | null {
  const looks = hosts.flatMap((host) => host.looks);
  const isOpen = egress === "open" || looks.some(({ banner }) => banner !== null);
  if (!isOpen) return (look) => (isFaultOf(look, unreached) ? "port-25" : null);
  const overIpv6 = looks.filter(isIpv6).filter((look) => !isFaultOf(look, ["target-refused"]));
  const isIpv6Dead = overIpv6.every((look) => isFaultOf(look, unanswered));
  return (look) => (isIpv6Dead && isIpv6(look) && isFaultOf(look, unanswered) ? "ipv6" : null);
}

const unanswered: MxFault[] = ["connect-timeout", "network"];
const unreached: MxFault[] = [...unanswered, "connect-refused"];

function isFaultOf(look: MxAddressLook, faults: MxFault[]): boolean {
  return look.kind === "failed" && faults.includes(look.fault);
}

function isIpv6({ address }: MxAddressLook): boolean {
  return address.includes(":");
}
