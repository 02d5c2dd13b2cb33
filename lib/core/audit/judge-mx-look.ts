import type { DnsAnswer, MxRecord } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeMx } from "../posture/judge-mx.ts";
import type { MxHostLook, MxLook } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, presentSection, recordOf } from "./section.ts";

/** Where mail goes (RFC 5321 §5.1): the MX records, and whether their hosts have addresses. */
export function judgeMxLook(look: MxLook): AuditSection {
  const { domain, mx, hosts, hostsLeftOut } = look;
  if (mx.kind === "unreachable") {
    return presentSection("mx", [recordOf(domain, "MX", mx, showMx)], [lookFailed(domain, "MX", mx)]);
  }
  const set = judgeMx(look, null);
  const records = [
    recordOf(domain, "MX", mx, showMx),
    ...hosts.map(({ host, addresses }) => recordOf(host, "A, AAAA", addresses, String)),
  ];
  const findings = [...set.findings, ...hosts.flatMap(judgeHost), ...judgeRest(domain, hosts, hostsLeftOut)];
  return set.state === "absent"
    ? absentSection("mx", records, findings)
    : presentSection("mx", records, findings);
}

function showMx({ preference, exchange }: MxRecord): string {
  return `${preference} ${exchange === "" ? "." : exchange}`;
}

/** The hosts that senders connect to; the domain itself when it has no MX (RFC 5321 §5.1), none for the null MX. */
export function mailHosts(domain: string, mx: DnsAnswer<MxRecord>): string[] {
  switch (mx.kind) {
    case "found":
      return [...new Set(mx.records.map(({ exchange }) => exchange))].filter(isHostName);
    case "absent":
      return mx.reason === "nodata" ? [domain] : [];
    case "unreachable":
      return [];
    default:
      return mx satisfies never;
  }
}

function isHostName(exchange: string): boolean {
  return exchange !== "" && !/^\d+(\.\d+){3}$/.test(exchange) && !exchange.includes(":");
}

function judgeHost({ host, addresses }: MxHostLook): Finding[] {
  switch (addresses.kind) {
    case "unreachable":
      return [lookFailed(host, "A, AAAA", addresses)];
    case "absent":
      return [
        finding("mx-host-without-address", "error", {
          clause: "RFC 5321 §5.1",
          subject: host,
          data: { host },
        }),
      ];
    case "found": {
      const target = addresses.cnames.at(-1);
      if (target === undefined) return [];
      const data = { host, target };
      return [finding("mx-host-alias", "warning", { clause: "RFC 2181 §10.3", subject: host, data })];
    }
    default:
      return addresses satisfies never;
  }
}

function judgeRest(domain: string, hosts: MxHostLook[], leftOut: number): Finding[] {
  if (leftOut === 0) return [];
  const data = { checked: hosts.length, count: leftOut };
  return [finding("mx-hosts-left-out", "info", { subject: domain, data })];
}
