import { addDays, startOfDay, utcDay } from "../trend/day.ts";
import type { TlsReport } from "./report-shape.ts";

/** What our own test reports begin their report-id with. Whoever sends a report that carries it, it never counts. */
const mark = "sealpost-test.";

/** The name that stands as reporter in a test report. */
export const testReporter = "Sealpost test";

/** `id` is the test's UUID; `null`: it carries the mark and names no test. */
export type TestMark = { id: string | null };

/** Reads the mark off a report-id; `null`: there is none. */
export function readTestMark(reportId: string | null): TestMark | null {
  const text = reportId?.trim().toLowerCase() ?? "";
  if (!text.startsWith(mark)) return null;
  const [, id] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@|$)/.exec(text.slice(mark.length)) ?? [];
  return { id: id ?? null };
}

/** The report-id of a test; `host` is who sends it. */
export function testReportId(id: string, host: string): string {
  return `${mark}${id}@${host}`;
}

/**
 * A report as a sender would write it about yesterday (RFC 8460 §4), which says of no session that it was seen: even
 * another receiver that does not know the mark counts nothing. `domain` in A-labels.
 */
export function testReport({
  id,
  domain,
  host,
  now,
}: {
  id: string;
  domain: string;
  host: string;
  now: Date;
}): TlsReport {
  const today = utcDay(now);
  return {
    organizationName: testReporter,
    reportId: testReportId(id, host),
    contactInfo: `sealpost-test@${host}`,
    start: startOfDay(addDays(today, -1)),
    end: new Date(startOfDay(today).getTime() - 1000),
    policies: [
      {
        type: "no-policy-found",
        domain,
        policyString: null,
        mxHost: null,
        successfulSessions: 0,
        failedSessions: 0,
        failures: [],
      },
    ],
  };
}
