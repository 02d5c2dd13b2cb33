import { createHash, randomUUIDv7 } from "node:crypto";
import type { ReportRow } from "#lib/db/reports/report-row.ts";

/** A report as JSON.parse leaves it: nobody looks whether it is one. */
type WireReport = {
  "organization-name": string;
  "report-id": string;
  "contact-info": string;
  "date-range": { "start-datetime": string; "end-datetime": string };
  policies: WireResult[];
};

type WireResult = {
  policy: Record<"policy-type" | "policy-domain", string> & {
    "policy-string"?: string[];
    "mx-host"?: string[];
  };
  summary: Record<"total-successful-session-count" | "total-failure-session-count", number>;
  "failure-details"?: ({ "result-type": string; "failed-session-count": number } & Record<string, string>)[];
};

/** What the product would store of a well-formed report that nobody vouches for, without asking whether it is one. */
export function uncheckedRow(domainId: string, raw: Buffer, json: string): ReportRow {
  const report = JSON.parse(json) as WireReport;
  const hash = createHash("sha256").update(raw).digest();
  const results = report.policies.map(resultOf);
  return {
    domainId,
    id: randomUUIDv7(),
    reportKey: hash,
    contentHash: hash,
    reporter: report["organization-name"],
    reportId: report["report-id"],
    contactInfo: report["contact-info"],
    startAt: timeOf(report["date-range"]["start-datetime"]),
    endAt: timeOf(report["date-range"]["end-datetime"]),
    day: report["date-range"]["start-datetime"].slice(0, 10),
    successful: results.reduce((sum, { successful }) => sum + successful, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    road: "https",
    trust: "unverified",
    trustReason: "not-asked",
    voucher: null,
    mail: null,
    peer: null,
    userAgent: null,
    receivedAt: new Date(),
    raw,
    jsonLength: json.length,
    findings: [],
    results,
    contribution: {
      sessions: results.map(({ policyType, successful, failed }) => ({ policyType, successful, failed })),
      failures: results.flatMap(({ policyType, details }) =>
        details.map(({ resultType, receivingMxHostname: mxHost, failedSessions }) => ({
          policyType,
          resultType,
          mxHost,
          failedSessions,
        })),
      ),
    },
  };
}

function resultOf({
  policy,
  summary,
  "failure-details": details = [],
}: WireResult): ReportRow["results"][number] {
  return {
    policyType: policy["policy-type"],
    policyDomain: policy["policy-domain"],
    policyString: policy["policy-string"] ?? [],
    mxHost: policy["mx-host"] ?? [],
    successful: summary["total-successful-session-count"],
    failed: summary["total-failure-session-count"],
    duplicateOf: null,
    belongs: true,
    details: details.map((detail) => ({
      resultType: detail["result-type"],
      failedSessions: detail["failed-session-count"],
      sendingMtaIp: detail["sending-mta-ip"] ?? null,
      receivingMxHostname: detail["receiving-mx-hostname"] ?? null,
      receivingMxHelo: detail["receiving-mx-helo"] ?? null,
      receivingIp: detail["receiving-ip"] ?? null,
      additionalInformation: detail["additional-information"] ?? null,
      failureReasonCode: detail["failure-reason-code"] ?? null,
    })),
  };
}

function timeOf(text: string): Date {
  return new Date(text.endsWith("Z") ? text : `${text}Z`);
}
