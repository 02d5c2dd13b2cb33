import type { FailureDetail, PolicyResult, TlsReport } from "./report-shape.ts";

/**
 * Writes a report as the JSON of RFC 8460 §4.4, with its names and in its order. What is `null` is left out, so
 * `parseTlsReport` gives the same value back. Times are UTC, in whole seconds where they are whole.
 */
export function formatTlsReport(report: TlsReport): string {
  return JSON.stringify(
    {
      "organization-name": report.organizationName,
      "date-range": { "start-datetime": dateTime(report.start), "end-datetime": dateTime(report.end) },
      "contact-info": report.contactInfo ?? undefined,
      "report-id": report.reportId ?? undefined,
      policies: report.policies.map(policyJson),
    },
    null,
    2,
  );
}

/** RFC 3339 §5.6. */
function dateTime(time: Date): string {
  return time.toISOString().replace(".000Z", "Z");
}

function policyJson(result: PolicyResult) {
  return {
    policy: {
      "policy-type": result.type,
      "policy-string": result.policyString ?? undefined,
      "policy-domain": result.domain ?? undefined,
      "mx-host": result.mxHost ?? undefined,
    },
    summary: {
      "total-successful-session-count": result.successfulSessions,
      "total-failure-session-count": result.failedSessions,
    },
    "failure-details": result.failures.length === 0 ? undefined : result.failures.map(failureJson),
  };
}

function failureJson(detail: FailureDetail) {
  return {
    "result-type": detail.resultType,
    "sending-mta-ip": detail.sendingMtaIp ?? undefined,
    "receiving-mx-hostname": detail.receivingMxHostname ?? undefined,
    "receiving-mx-helo": detail.receivingMxHelo ?? undefined,
    "receiving-ip": detail.receivingIp ?? undefined,
    "failed-session-count": detail.failedSessions,
    "additional-information": detail.additionalInformation ?? undefined,
    "failure-reason-code": detail.failureReasonCode ?? undefined,
  };
}
