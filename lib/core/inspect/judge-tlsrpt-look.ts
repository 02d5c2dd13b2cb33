import type { DnsAnswer } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { lintTtl } from "../posture/lint-ttl.ts";
import { about, lookupFailed } from "../posture/part.ts";
import { selectTlsRptRecord, type TlsRptRecord } from "../tlsrpt/record.ts";
import { excerpt } from "../tlsrpt/record-finding.ts";
import { type NameSlip, tlsRptName } from "../tlsrpt/record-name.ts";
import { type DestinationLook, type JudgedDestination, judgeDestination } from "./destination-look.ts";

/** What one look at a domain's TLS reporting gathered. */
export type TlsRptLook = {
  /** A-labels. */
  domain: string;
  txt: DnsAnswer<string>;
  /** In the order of the record; empty unless it can be used. */
  destinations: DestinationLook[];
  /** Records that begin as TLS-RPT at other names; looked for only when there is none at the right one. */
  strays: { name: string; slip: NameSlip; text: string }[];
};

/**
 * `works`: reports can be sent, and arrive wherever a sender sends them. `partly`: at some destinations only, and a sender
 * need not use more than one. `undeliverable`: senders use the record, but no report can get to
 * anybody. `ignored`: senders act as if there were no record. `unknown`: DNS gave no answer, or nobody's arrival could be told.
 */
export type TlsRptOutcome = "works" | "partly" | "undeliverable" | "ignored" | "absent" | "unknown";

export type TlsRptInspection = {
  outcome: TlsRptOutcome;
  record: TlsRptRecord | null;
  /** Index into the answer's texts of the one that counts. */
  chosen: number | null;
  /** Indexes of those that begin as RFC 8460 §3 asks; more than one void each other. */
  candidates: number[];
  destinations: JudgedDestination[];
  /** About the record and its place in DNS; those of the destinations stand with them. */
  findings: Finding[];
};

/** Judges a look at a domain as a sender would act on it (RFC 8460 §3). */
export function judgeTlsRptLook(look: TlsRptLook): TlsRptInspection {
  const name = tlsRptName(look.domain);
  const nothing = { record: null, chosen: null, candidates: [], destinations: [] };
  const { txt } = look;
  switch (txt.kind) {
    case "unreachable":
      return { ...nothing, outcome: "unknown", findings: [lookupFailed(name, "TXT", txt)] };
    case "absent":
      return {
        ...nothing,
        outcome: "absent",
        findings: [...judgeAbsence(name, txt), ...judgeStrays(name, look)],
      };
    case "found":
      return judgeRecords(name, txt, look);
    default:
      return txt satisfies never;
  }
}

function judgeRecords(
  name: string,
  txt: Extract<DnsAnswer<string>, { kind: "found" }>,
  look: TlsRptLook,
): TlsRptInspection {
  const { chosen, candidates, ...selected } = selectTlsRptRecord(txt.records);
  const findings = about(name, [...selected.findings, ...lintTtl("tlsrpt", name, txt.ttlSeconds)]);
  if (!selected.ok)
    return { outcome: "ignored", record: null, chosen, candidates, destinations: [], findings };
  const destinations = look.destinations.map((one) => withNotes(judgeDestination(one), findings));
  return {
    outcome: outcomeOf(destinations),
    record: selected.value,
    chosen,
    candidates,
    destinations,
    findings: findings.filter((one) => !destinations.some(({ look: { uri } }) => isAbout(one, uri))),
  };
}

/** What the record's own rules say of one destination stands with it, not with the record. */
function withNotes(judged: JudgedDestination, all: Finding[]): JudgedDestination {
  const notes = all.filter((one) => isAbout(one, judged.look.uri));
  return { ...judged, findings: [...notes, ...judged.findings] };
}

function isAbout({ code, subject }: Finding, uri: string): boolean {
  return code.startsWith("tlsrpt-destination-") && subject === excerpt(uri);
}

function outcomeOf(destinations: JudgedDestination[]): TlsRptOutcome {
  const has = (state: JudgedDestination["state"]) => destinations.some((one) => one.state === state);
  if (destinations.every(({ state }) => state === "works")) return "works";
  if (has("works") || has("doubtful")) return "partly";
  return has("unknown") ? "unknown" : "undeliverable";
}

function judgeAbsence(name: string, { cnames }: Extract<DnsAnswer<string>, { kind: "absent" }>): Finding[] {
  const target = cnames.at(-1);
  const rest = { clause: "RFC 8460 §3", subject: name };
  if (target === undefined) return [finding("tlsrpt-record-missing", "warning", { ...rest, data: { name } })];
  const data = { name, target: excerpt(target) };
  return [finding("tlsrpt-alias-leads-nowhere", "error", { ...rest, data })];
}

const slipCodes: Record<NameSlip, string> = {
  misspelt: "tlsrpt-name-misspelt",
  "domain-twice": "tlsrpt-name-domain-twice",
  "at-domain": "tlsrpt-name-at-domain",
};

function judgeStrays(name: string, { strays }: TlsRptLook): Finding[] {
  return strays.map((stray) =>
    finding(slipCodes[stray.slip], "error", {
      clause: "RFC 8460 §3",
      subject: stray.name,
      data: { found: stray.name, name },
    }),
  );
}
