import { hash } from "node:crypto";
import type { ResultsForDomain } from "#lib/core/tlsrpt/belongs.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { reportContent, reportKey } from "#lib/core/tlsrpt/report-key.ts";
import { reporterDomains } from "#lib/core/tlsrpt/reporter-domains.ts";
import { type CountedResult, countSessions } from "#lib/core/tlsrpt/sessions.ts";
import { utcDay } from "#lib/core/trend/day.ts";
import type { ReportRow } from "#lib/db/reports/report-row.ts";

type Normalised = Pick<
  ReportRow,
  | "reportKey"
  | "contentHash"
  | "reporter"
  | "reportId"
  | "contactInfo"
  | "startAt"
  | "endAt"
  | "day"
  | "successful"
  | "failed"
  | "results"
  | "contribution"
>;

/**
 * A parsed report as rows: its identity, its policy results, and what of it counts for the domain.
 * `own` are the policy results about the domain; the others are kept, and count nothing.
 */
export function normaliseReport(report: TlsReport, own: ResultsForDomain["own"]): Normalised {
  const counted = countSessions({ ...report, policies: own.map(({ result }) => result) });
  const positionOf = (index: number) => own[index]?.index ?? index;
  const ownPositions = new Set(own.map(({ index }) => index));
  const duplicates = new Map(
    counted.results.map(({ index, duplicateOf }) => [
      positionOf(index),
      duplicateOf === null ? null : positionOf(duplicateOf),
    ]),
  );
  return {
    reportKey: sha256(identity(report)),
    contentHash: sha256(reportContent(report)),
    reporter: report.organizationName,
    reportId: report.reportId,
    contactInfo: report.contactInfo,
    startAt: report.start,
    endAt: report.end,
    day: utcDay(report.start),
    successful: counted.successful,
    failed: counted.failed,
    contribution: {
      sessions: counted.results
        .filter(addsSessions)
        .map(({ policyType, countedSuccessful, countedFailed }) => ({
          policyType,
          successful: countedSuccessful,
          failed: countedFailed,
        })),
      failures: counted.failures,
    },
    results: report.policies.map((policy, position) => ({
      policyType: policy.type,
      policyDomain: policy.domain,
      policyString: policy.policyString ?? [],
      mxHost: policy.mxHost ?? [],
      successful: policy.successfulSessions,
      failed: policy.failedSessions,
      duplicateOf: duplicates.get(position) ?? null,
      belongs: ownPositions.has(position),
      details: policy.failures,
    })),
  };
}

/**
 * Who sends a report chooses its reporter's name, and the name of another cannot be protected. So the domain that may
 * vouch for it belongs to what the report is: a copy in the same name from elsewhere is another report, and can
 * neither take the place of this one nor keep it out.
 */
function identity(report: TlsReport): string {
  return JSON.stringify([reportKey(report), reporterDomains(report)]);
}

/** A result that repeats another one counts only what it alone tells of, mostly nothing. */
function addsSessions(result: CountedResult): boolean {
  return result.duplicateOf === null || result.countedSuccessful + result.countedFailed > 0;
}

function sha256(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
