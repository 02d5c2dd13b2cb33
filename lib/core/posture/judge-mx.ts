import type { DomainEvidence, MxRecord } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { coverMxHosts } from "../mtasts/coverage.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { type JudgedPart, lookupFailed, presentPart } from "./part.ts";

/** The MX set, and how the policy covers it (RFC 8461 §4.1). `policy` is the valid one, or `null`. */
export function judgeMx(
  { domain, mx }: Pick<DomainEvidence, "domain" | "mx">,
  policy: MtaStsPolicy | null,
): JudgedPart {
  switch (mx.kind) {
    case "unreachable":
      return presentPart([lookupFailed(domain, "MX", mx)]);
    case "absent":
      return mx.reason === "nxdomain" ? noDomain(domain) : implicitMx(domain, policy);
    case "found":
      return publishedMx(domain, mx.records, policy);
    default:
      return mx satisfies never;
  }
}

function noDomain(domain: string): JudgedPart {
  return presentPart([
    finding("domain-does-not-exist", "error", { clause: "RFC 5321 §5.1", subject: domain, data: { domain } }),
  ]);
}

/** Without MX records the domain itself is its only mail host (RFC 5321 §5.1). */
function implicitMx(domain: string, policy: MtaStsPolicy | null): JudgedPart {
  const implicit = finding("mx-implicit", "warning", {
    clause: "RFC 5321 §5.1",
    subject: domain,
    data: { domain },
  });
  return presentPart([implicit, ...coverage(domain, [domain], policy)]);
}

function publishedMx(domain: string, records: MxRecord[], policy: MtaStsPolicy | null): JudgedPart {
  const hosts = [...new Set(records.map(({ exchange }) => exchange))];
  const named = hosts.filter((host) => host !== "");
  const hasNull = named.length < hosts.length;
  if (hasNull && named.length === 0) {
    const none = finding("mx-null", "info", { clause: "RFC 7505 §3", subject: domain, data: { domain } });
    return { findings: [none], state: "absent" };
  }
  const beside = { clause: "RFC 7505 §3", subject: domain, data: { domain } };
  return presentPart([
    ...(hasNull ? [finding("mx-null-with-others", "warning", beside)] : []),
    ...named.filter(isAddress).map((host) => mxIsAddress(domain, host)),
    ...coverage(
      domain,
      named.filter((host) => !isAddress(host)),
      policy,
    ),
  ]);
}

function coverage(domain: string, hosts: string[], policy: MtaStsPolicy | null): Finding[] {
  if (policy === null || policy.mode === "none") return [];
  const { mode, mx } = policy;
  const { uncovered, unusedPatterns } = coverMxHosts(hosts, mx);
  const counts = { coveredHosts: hosts.length - uncovered.length, hosts: hosts.length };
  return [
    ...uncovered.map((host) =>
      finding("mx-not-covered", "error", {
        clause: "RFC 8461 §4.1",
        subject: host,
        data: { host, mode, ...counts },
      }),
    ),
    ...unusedPatterns.map((pattern) =>
      finding("policy-mx-unused", "warning", {
        clause: "RFC 8461 §4.1",
        subject: pattern,
        data: { pattern, domain },
      }),
    ),
  ];
}

/** An MX record names a host; senders look `192.0.2.1` up as a name and find nothing (RFC 5321 §5.1). */
function mxIsAddress(domain: string, host: string): Finding {
  return finding("mx-is-address", "error", {
    clause: "RFC 5321 §5.1",
    subject: host,
    data: { host, domain },
  });
}

function isAddress(host: string): boolean {
  return /^\d+(\.\d+){3}$/.test(host) || host.includes(":");
}
