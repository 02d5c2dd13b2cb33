import type { FailureDetail, PolicyResult, TlsReport } from "./report-shape.ts";

/**
 * What makes two deliveries the same report: reporter, report-id, date range and policy domains. Ids alone are
 * reused. A report without an id is told apart by its content. Canonical text, to be hashed by whoever stores it.
 */
export function reportKey(report: TlsReport): string {
  const domains = [...new Set(report.policies.map((result) => result.domain ?? ""))].sort();
  const id = report.reportId ?? { content: reportContent(report) };
  return JSON.stringify([reporterOf(report), id, instant(report.start), instant(report.end), domains]);
}

/**
 * Everything a report says, in one order, whatever order it was sent in. Two reports of one `reportKey` with
 * different content are a conflict, not a duplicate. Canonical text, to be hashed by whoever stores it.
 */
export function reportContent(report: TlsReport): string {
  return JSON.stringify([
    reporterOf(report),
    report.reportId,
    report.contactInfo,
    instant(report.start),
    instant(report.end),
    report.policies.map(policyContent).sort(),
  ]);
}

function policyContent(result: PolicyResult): string {
  const { type, domain, policyString, mxHost, successfulSessions, failedSessions } = result;
  const failures = result.failures.map(failureContent).sort();
  return JSON.stringify([type, domain, policyString, mxHost, successfulSessions, failedSessions, failures]);
}

function failureContent(detail: FailureDetail): string {
  return JSON.stringify([
    detail.resultType,
    detail.failedSessions,
    detail.sendingMtaIp,
    detail.receivingMxHostname,
    detail.receivingMxHelo,
    detail.receivingIp,
    detail.additionalInformation,
    detail.failureReasonCode,
  ]);
}

/** Case and blanks do not make another reporter. */
function reporterOf(report: TlsReport): string {
  return report.organizationName.trim().replaceAll(/\s+/g, " ").toLowerCase();
}

function instant(time: Date): number {
  return time.getTime();
}
