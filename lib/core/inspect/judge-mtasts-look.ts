import type { DnsAnswer, DomainEvidence, MxProbes, MxRecord, PolicyFetch } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { type MailHosts, mailHosts } from "../mtasts/mail-hosts.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { type MtaStsRecord, selectMtaStsRecord } from "../mtasts/record.ts";
import { mtaStsRecordName } from "../mtasts/record-name.ts";
import { judgeMtaSts } from "../posture/judge-mtasts.ts";
import { judgeMx } from "../posture/judge-mx.ts";
import { judgeMxHosts } from "../posture/judge-mx-hosts.ts";
import { judgePolicy } from "../posture/judge-policy.ts";
import type { Known } from "../posture/known.ts";
import { excerpt } from "../posture/part.ts";
import { selectTlsRptRecord } from "../tlsrpt/record.ts";
import type { NameSlip } from "../tlsrpt/record-name.ts";
import { type CoveredMx, coverListed } from "./cover-listed.ts";
import { type MxDelivery, type MxStanding, mxDeliveries } from "./mx-delivery.ts";

/** What one look at a domain's MTA-STS gathered. */
export type MtaStsLook = {
  /** A-labels. */
  domain: string;
  checkedAt: Date;
  mtaStsTxt: DnsAnswer<string>;
  tlsRptTxt: DnsAnswer<string>;
  mx: DnsAnswer<MxRecord>;
  /** What a sender gets, and what each address of the policy host gives. */
  policyFetch: PolicyFetch;
  policyAddresses: PolicyFetch[];
  policyAddressesLeftOut: number;
  /** Missing while the MX hosts have not been looked at. */
  mxProbes?: MxProbes;
  /** Records that begin as MTA-STS at other names; looked for only when there is none at the right one. */
  strays: { name: string; slip: NameSlip; text: string }[];
};

/**
 * What a sender that honours MTA-STS does. `enforce`, `testing`, `none`: it goes by the policy. `enforce-gaps`,
 * `testing-gaps`: so too, but the policy leaves out MX hosts. `enforce-failing`, `testing-failing`: some MX host shows TLS
 * that it refuses. `enforce-undeliverable`: every one is left out or fails. `no-policy`: a record announces a policy that
 * it cannot get or use. `ignored`: it cannot use the record. `unannounced`: a policy is there, but no record. `absent`:
 * neither is. `unknown`: a look-up failed, so nothing can be said.
 */
export type MtaStsOutcome =
  | "enforce"
  | "enforce-gaps"
  | "enforce-failing"
  | "enforce-undeliverable"
  | "testing"
  | "testing-gaps"
  | "testing-failing"
  | "none"
  | "no-policy"
  | "ignored"
  | "unannounced"
  | "absent"
  | "no-domain"
  | "unknown";

export type MtaStsInspection = {
  outcome: MtaStsOutcome;
  /** `candidates` are the indexes into the answer's texts of those that begin as a record, `chosen` that of the one that counts. */
  record: { value: MtaStsRecord | null; chosen: number | null; candidates: number[]; findings: Finding[] };
  policy: { value: MtaStsPolicy | null; findings: Finding[] };
  mx: {
    hosts: MailHosts;
    coverage: CoveredMx[];
    unusedPatterns: string[];
    /** What `enforce` means at each host; empty without a policy that names hosts. */
    deliveries: MxDelivery[];
    findings: Finding[];
  };
  /** Whether senders may report about the domain (RFC 8460 §3): without reports, failures stay unseen. */
  reporting: "present" | "unusable" | "absent" | "unknown";
  /** Findings that were left out, since a hostile text makes thousands. */
  findingsLeftOut: number;
};

/** Judges a look as a sender would act on it (RFC 8461 §5), with the same rules as a check of a monitored domain. */
export function judgeMtaStsLook(look: MtaStsLook): MtaStsInspection {
  const hosts = mailHosts(look.domain, look.mx);
  const evidence = evidenceOf(look, hosts);
  const record = judgeMtaSts(evidence);
  const policy = judgePolicy(evidence, record.record);
  const value = validOf(policy.policy);
  const { rows, unusedPatterns } = coverListed("hosts" in hosts ? hosts.hosts : [], value);
  const deliveries = deliveriesOf(look, rows);
  const aboutRecord = limit([...record.findings, ...judgePlace(look)]);
  const aboutPolicy = limit(policy.findings);
  const aboutMx = limit(judgeMail(evidence, value));
  return {
    outcome: outcomeOf(look, record.record, policy.policy, hosts, { rows, deliveries }),
    record: { value: validOf(record.record), ...choiceOf(look.mtaStsTxt), findings: aboutRecord.kept },
    policy: { value, findings: aboutPolicy.kept },
    mx: {
      hosts,
      coverage: rows,
      unusedPatterns: unusedPatterns.slice(0, maxFindings),
      deliveries,
      findings: aboutMx.kept,
    },
    reporting: reportingOf(look.tlsRptTxt),
    findingsLeftOut: aboutRecord.leftOut + aboutPolicy.leftOut + aboutMx.leftOut,
  };
}

/** What the rules of a check judge by. Thousands of MX records would each be held against each pattern of the policy. */
function evidenceOf({ checkedAt, strays: _strays, ...look }: MtaStsLook, hosts: MailHosts): DomainEvidence {
  const mx = onlyFirst(look.mx, hosts);
  return { ...look, mx, checkedAt: checkedAt.toISOString(), ownershipTxt: null };
}

/** The MX set, and what its hosts showed; a domain that takes no mail has none. */
function judgeMail(evidence: DomainEvidence, policy: MtaStsPolicy | null): Finding[] {
  const set = judgeMx(evidence, policy);
  return set.state === "absent"
    ? set.findings
    : [...set.findings, ...judgeMxHosts(evidence, policy?.mode ?? "none")];
}

/** A policy in mode `none`, and no policy, refuse nobody. */
function deliveriesOf({ mxProbes, checkedAt }: MtaStsLook, rows: CoveredMx[]): MxDelivery[] {
  const held = rows.filter(({ coverage }) => coverage !== null);
  return mxDeliveries(held, mxProbes?.hosts ?? [], checkedAt);
}

function choiceOf(txt: DnsAnswer<string>): { chosen: number | null; candidates: number[] } {
  if (txt.kind !== "found") return { chosen: null, candidates: [] };
  const { chosen, candidates } = selectMtaStsRecord(txt.records);
  return { chosen, candidates };
}

function validOf<T>(known: Known<T>): T | null {
  return known.kind === "valid" ? known.value : null;
}

/** As many of one part as anybody reads. */
const maxFindings = 50;

function limit(findings: Finding[]): { kept: Finding[]; leftOut: number } {
  const kept = findings.slice(0, maxFindings);
  return { kept, leftOut: findings.length - kept.length };
}

function onlyFirst(answer: DnsAnswer<MxRecord>, hosts: MailHosts): DnsAnswer<MxRecord> {
  if (answer.kind !== "found" || hosts.kind !== "found" || hosts.leftOut === 0) return answer;
  const kept = new Set(hosts.hosts.map(({ host }) => host));
  return { ...answer, records: answer.records.filter(({ exchange }) => kept.has(exchange)) };
}

function outcomeOf(
  { mx }: MtaStsLook,
  record: Known<MtaStsRecord>,
  policy: Known<MtaStsPolicy>,
  hosts: MailHosts,
  mail: Mail,
): MtaStsOutcome {
  if (hosts.kind === "no-domain") return "no-domain";
  switch (record.kind) {
    case "unknown":
      return "unknown";
    case "absent":
      return policy.kind === "valid" ? "unannounced" : "absent";
    case "unusable":
      return "ignored";
    case "valid":
      break;
    default:
      return record satisfies never;
  }
  if (policy.kind !== "valid") return policy.kind === "unknown" ? "unknown" : "no-policy";
  const { mode } = policy.value;
  if (mode === "none") return mode;
  return mx.kind === "unreachable" ? "unknown" : outcomeAtHosts(mode, mail);
}

type Mail = { rows: CoveredMx[]; deliveries: MxDelivery[] };

function outcomeAtHosts(mode: "enforce" | "testing", { rows, deliveries }: Mail): MtaStsOutcome {
  const has = (...wanted: MxStanding[]) => deliveries.some(({ standing }) => wanted.includes(standing));
  const isCutOff = has("refuses") && !has("delivers", "partly", "unknown");
  if (isCutOff && mode === "enforce") return "enforce-undeliverable";
  if (rows.some(({ coverage }) => coverage === "uncovered")) return `${mode}-gaps`;
  return has("refuses", "partly") ? `${mode}-failing` : mode;
}

/** What the name itself does, beside the text that stands there. */
function judgePlace({ domain, mtaStsTxt, strays }: MtaStsLook): Finding[] {
  const name = mtaStsRecordName(domain);
  switch (mtaStsTxt.kind) {
    case "unreachable":
    case "found":
      return [];
    case "absent":
      return [...judgeAlias(name, mtaStsTxt.cnames), ...strays.map((stray) => judgeStray(name, stray))];
    default:
      return mtaStsTxt satisfies never;
  }
}

function judgeAlias(name: string, cnames: string[]): Finding[] {
  const target = cnames.at(-1);
  if (target === undefined) return [];
  const data = { name, target: excerpt(target) };
  return [finding("mtasts-alias-leads-nowhere", "error", { clause: "RFC 8461 §8.2", subject: name, data })];
}

function judgeStray(name: string, stray: MtaStsLook["strays"][number]): Finding {
  const codes = {
    misspelt: "mtasts-name-misspelt",
    "domain-twice": "mtasts-name-domain-twice",
    "at-domain": "mtasts-name-at-domain",
  } as const satisfies Record<NameSlip, string>;
  const data = { found: stray.name, name };
  return finding(codes[stray.slip], "error", { clause: "RFC 8461 §3.1", subject: stray.name, data });
}

function reportingOf(txt: DnsAnswer<string>): MtaStsInspection["reporting"] {
  switch (txt.kind) {
    case "unreachable":
      return "unknown";
    case "absent":
      return "absent";
    case "found":
      return selectTlsRptRecord(txt.records).ok ? "present" : "unusable";
    default:
      return txt satisfies never;
  }
}
