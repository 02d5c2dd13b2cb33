import { type DomainNameResult, parseDomainName } from "#lib/core/domain-name.ts";
import { type ListedMx, type MxList, readMxList } from "#lib/core/mtasts/mx-list.ts";
import { formatMtaStsPolicy, type MtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import type { FailureDetail, PolicyResult, TlsReport } from "#lib/core/tlsrpt/report-shape.ts";
import { type RegisteredResultType, resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { fingerprint, madeUpDigits } from "./fingerprint.ts";

export const policyTypes = ["sts", "tlsa", "no-policy-found"] as const;
export const modes = ["testing", "enforce", "none"] as const;

/** What the form holds, as typed. */
export type TestReportFields = {
  domain: string;
  reporter: string;
  /** `2026-03-02`. */
  day: string;
  policyType: (typeof policyTypes)[number];
  mode: MtaStsPolicy["mode"];
  /** One host on each line, or as a zone file has them. */
  mx: string;
  successful: string;
  failures: readonly FailureFields[];
};

/** `mx` is the host's name, `""` for the first one. */
export type FailureFields = { resultType: RegisteredResultType; sessions: string; mx: string };

export type MadeReport = {
  /** `null` while nothing is typed. */
  domain: DomainNameResult | null;
  reporter: DomainNameResult | null;
  list: MxList;
  /** The fields that cannot be used as they are; `mx`: a policy in this mode must name a host. */
  wrong: { day: boolean; mx: boolean; successful: boolean; failures: boolean[] };
  /** `null` while a field is wrong or empty. */
  report: { value: TlsReport; json: string; domain: string; reporter: string } | null;
};

export const mostFailures = 12;

/** Above this a report is a mistake rather than a test. */
const mostSessions = 1_000_000_000;

/** Makes a report (RFC 8460 §4.4) of what was typed so far; the same fields give the same report, id included. */
export function makeReport(fields: TestReportFields): MadeReport {
  const [domain, reporter] = [readName(fields.domain), readName(fields.reporter)];
  const list = readMxList(fields.mx);
  const failures = fields.failures.slice(0, mostFailures);
  const wrong = {
    day: dayStart(fields.day) === null,
    mx: needsHost(fields) && list.hosts.length === 0,
    successful: countOf(fields.successful) === null,
    failures: failures.map(({ sessions }) => countOf(sessions) === null),
  };
  const isRight = !wrong.day && !wrong.mx && !wrong.successful && !wrong.failures.includes(true);
  const names = domain?.ok && reporter?.ok ? { domain: domain.value, reporter: reporter.value } : null;
  const value = isRight && names !== null ? reportOf({ ...fields, failures }, names, list.hosts) : null;
  return {
    domain,
    reporter,
    list,
    wrong,
    report: value === null || names === null ? null : { value, json: formatTlsReport(value), ...names },
  };
}

/** Names that nobody can register (RFC 6761, RFC 2606): a reporter of such a name cannot be mistaken for a real one. */
export function isReservedName(name: string): boolean {
  return /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|net|org))$/.test(name);
}

export function isResultType(text: string): text is RegisteredResultType {
  return Object.hasOwn(resultTypes, text);
}

function readName(text: string): DomainNameResult | null {
  return text.trim() === "" ? null : parseDomainName(text);
}

/** Mode `none` matches no host (RFC 8461 §3.2), and the other policy types name none. */
function needsHost({ policyType, mode }: TestReportFields): boolean {
  return policyType === "sts" && mode !== "none";
}

/** A blank box counts nothing. */
function countOf(text: string): number | null {
  const digits = text.replaceAll(/[\s.,’'_]/g, "");
  if (digits === "") return 0;
  const count = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
  return count <= mostSessions ? count : null;
}

function dayStart(day: string): Date | null {
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return start !== null && !Number.isNaN(start.getTime()) && start.toISOString().startsWith(day)
    ? start
    : null;
}

type Names = { domain: string; reporter: string };

function reportOf(fields: TestReportFields, names: Names, hosts: ListedMx[]): TlsReport | null {
  const start = dayStart(fields.day);
  if (start === null) return null;
  return {
    organizationName: `${names.reporter} (test report)`,
    reportId: `test-${fields.day}-${fingerprint(JSON.stringify([names, fields]))}`,
    contactInfo: `tls-reports@${names.reporter}`,
    start,
    end: new Date(start.getTime() + 86_399_000),
    policies: [policyResult(fields, names.domain, hosts)],
  };
}

function policyResult(fields: TestReportFields, domain: string, hosts: ListedMx[]): PolicyResult {
  const { policyType, successful, failures } = fields;
  const details = failures.flatMap((failure) => failureDetail(failure, hosts));
  return {
    type: policyType,
    domain,
    policyString: policyString(fields, domain, hosts),
    mxHost: policyType === "sts" ? hosts.map(({ host }) => host) : null,
    successfulSessions: countOf(successful) ?? 0,
    failedSessions: details.reduce((sum, { failedSessions }) => sum + failedSessions, 0),
    failures: details,
  };
}

/** The applied policy, one line in each text (RFC 8460 §4.5). */
function policyString(
  { policyType, mode }: TestReportFields,
  domain: string,
  hosts: ListedMx[],
): string[] | null {
  switch (policyType) {
    case "sts": {
      const mx = mode === "none" ? [] : hosts.map(({ host }) => host);
      return formatMtaStsPolicy({ mode, mx, maxAgeSeconds: 604_800, extensions: [] }).trim().split("\r\n");
    }
    case "tlsa":
      return [`3 1 1 ${madeUpDigits(domain)}`];
    case "no-policy-found":
      return null;
    default:
      return policyType satisfies never;
  }
}

/** A policy that could not be had has no mail host to name. */
function failureDetail({ resultType, sessions, mx }: FailureFields, hosts: ListedMx[]): FailureDetail[] {
  const failedSessions = countOf(sessions) ?? 0;
  if (failedSessions === 0) return [];
  const named = hosts.find(({ host }) => host === mx) ?? hosts[0];
  const host = resultType.startsWith("sts-policy") || resultType === "sts-webpki-invalid" ? undefined : named;
  return [
    {
      resultType,
      failedSessions,
      sendingMtaIp: "192.0.2.25",
      receivingMxHostname: host?.host ?? null,
      receivingMxHelo: null,
      receivingIp: host === undefined ? null : "203.0.113.25",
      additionalInformation: null,
      failureReasonCode: reasonCodes[resultType] ?? null,
    },
  ];
}

/** As OpenSSL names them, where it does. */
const reasonCodes: Partial<Record<RegisteredResultType, string>> = {
  "certificate-expired": "X509_V_ERR_CERT_HAS_EXPIRED",
  "certificate-host-mismatch": "X509_V_ERR_HOSTNAME_MISMATCH",
  "certificate-not-trusted": "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "validation-failure": "handshake failure (made up)",
};
