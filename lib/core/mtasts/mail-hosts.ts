import type { DnsAnswer, MxRecord } from "../evidence.ts";
import type { ListedMx } from "./mx-list.ts";

/**
 * Where the mail of a domain goes, as DNS says. `implicit`: no MX record, so the domain itself is its only mail host
 * (RFC 5321 §5.1). `null`: it takes no mail (RFC 7505). `no-domain`: the name does not exist. `unknown`: no answer came.
 */
export type MailHosts =
  | { kind: "found" | "implicit"; hosts: ListedMx[]; leftOut: number }
  | { kind: "null" | "no-domain" }
  | { kind: "unknown"; reason: string; detail: string };

/** More than any domain needs; a zone with thousands must not make us hold each against a policy. */
const maxHosts = 50;

/** Reads the answer to an MX question about `domain`; hosts come once each, by preference. */
export function mailHosts(domain: string, answer: DnsAnswer<MxRecord>): MailHosts {
  switch (answer.kind) {
    case "unreachable":
      return { kind: "unknown", reason: answer.reason, detail: answer.detail };
    case "absent":
      if (answer.reason === "nxdomain") return { kind: "no-domain" };
      return { kind: "implicit", hosts: [{ host: domain, preference: null }], leftOut: 0 };
    case "found":
      return published(answer.records);
    default:
      return answer satisfies never;
  }
}

function published(records: MxRecord[]): MailHosts {
  const byHost = new Map<string, ListedMx>();
  for (const { exchange, preference } of records.toSorted((a, b) => a.preference - b.preference)) {
    if (exchange !== "" && !byHost.has(exchange)) byHost.set(exchange, { host: exchange, preference });
  }
  if (byHost.size === 0) return { kind: "null" };
  const hosts = [...byHost.values()].slice(0, maxHosts);
  return { kind: "found", hosts, leftOut: byHost.size - hosts.length };
}
