import type { DnsAnswer, MxHostEvidence, MxProbes, MxRecord } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeMx } from "../posture/judge-mx.ts";
import { judgeMxHosts } from "../posture/judge-mx-hosts.ts";
import { unseenMxHosts } from "../posture/our-limits.ts";
import { isAboutDane } from "./about-dane.ts";
import type { MailEvidence, MxHostLook, MxLook } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { policyInForce } from "./policy-in-force.ts";
import { type AuditSection, absentSection, presentSection, recordOf } from "./section.ts";

/**
 * Where mail goes (RFC 5321 §5.1): the MX records, their hosts' addresses, and what each host shows on port 25. Under a
 * policy certificates matter more. What is said of DANE has a section of its own.
 */
export function judgeMxLook(look: MxLook, evidence: MailEvidence): AuditSection {
  const { domain, mx, hosts, hostsLeftOut } = look;
  if (mx.kind === "unreachable") {
    return presentSection("mx", [recordOf(domain, "MX", mx, showMx)], [lookFailed(domain, "MX", mx)]);
  }
  const set = judgeMx(look, null);
  const records = mxRecords(look);
  if (set.state === "absent") return absentSection("mx", records, set.findings);
  const shown = { ...evidence, mx, mxProbes: withAddresses(evidence.mxProbes, hosts) };
  const aboutHosts = judgeMxHosts(shown, policyInForce(evidence)?.mode ?? "none");
  return orUnknown(
    presentSection("mx", records, [
      ...set.findings,
      ...aboutHosts.filter((one) => !isAboutDane(one)),
      ...judgeRest(domain, hosts, hostsLeftOut),
    ]),
  );
}

/** A check goes on with what senders report of hosts that it could not see; an audit has nothing else to go by. */
function orUnknown(section: AuditSection): AuditSection {
  const isTold = section.state === "error" || unseenMxHosts(section.findings) === null;
  return isTold ? section : { ...section, state: "unknown" };
}

function mxRecords({ domain, mx, hosts }: MxLook) {
  return [
    recordOf(domain, "MX", mx, showMx),
    ...hosts.map(({ host, addresses }) => recordOf(host, "A, AAAA", addresses, String)),
  ];
}

function showMx({ preference, exchange }: MxRecord): string {
  return `${preference} ${exchange === "" ? "." : exchange}`;
}

/** Hosts that nobody connected to are judged by what DNS says of their addresses, which is known of more of them. */
function withAddresses(probes: MxProbes, hosts: MxHostLook[]): MxProbes {
  const met = new Set(probes.hosts.map(({ host }) => host));
  return { ...probes, hosts: [...probes.hosts, ...hosts.filter(({ host }) => !met.has(host)).map(notMet)] };
}

function notMet({ host, addresses }: MxHostLook): MxHostEvidence {
  return { host, probedAt: "", addresses, tlsa: nothing, looks: [], leftOut: 0 };
}

const nothing: DnsAnswer<never> = { kind: "absent", reason: "nodata", authenticated: false, cnames: [] };

function judgeRest(domain: string, hosts: MxHostLook[], leftOut: number): Finding[] {
  if (leftOut === 0) return [];
  const data = { checked: hosts.length, count: leftOut };
  return [finding("mx-hosts-left-out", "info", { subject: domain, data })];
}
