import { gzipSync } from "node:zlib";
import { createChance } from "./chance.ts";

export type Days = readonly [string, ...string[]];

/** A report that nobody else sends: all about it follows from its number. */
export type NumberedReport = {
  reportId: string;
  /** Which of the domains it is for. */
  domain: number;
  body: Buffer;
  successful: number;
  /** The sum of its failure details. */
  failed: number;
  details: number;
};

const reporters = ["Alpha Mail", "Beta Post", "Gamma"] as const;
const failureTypes = ["certificate-expired", "starttls-not-supported", "validation-failure"] as const;

/** Few reporters and days, so that many reports at once change the same roll-ups. `days` as YYYY-MM-DD. */
export function numberedReport(number: number, domains: string[], days: Days): NumberedReport {
  const chance = createChance(number);
  const domain = number % domains.length;
  const failures = Array.from({ length: chance.percent(60) ? 0 : chance.between(1, 4) }, () => ({
    "result-type": chance.pick(failureTypes),
    "receiving-mx-hostname": `mx${chance.between(1, 2)}.provider.example`,
    "failed-session-count": chance.between(1, 99),
  }));
  const successful = chance.between(0, 9_999);
  const failed = failures.reduce((sum, failure) => sum + failure["failed-session-count"], 0);
  const day = chance.pick(days);
  const reportId = `report-${number}`;
  const report = {
    "organization-name": chance.pick(reporters),
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": reportId,
    policies: [
      {
        policy: { "policy-type": chance.pick(["sts", "tlsa"]), "policy-domain": domains[domain] },
        summary: { "total-successful-session-count": successful, "total-failure-session-count": failed },
        "failure-details": failures,
      },
    ],
  };
  return {
    reportId,
    domain,
    body: gzipSync(JSON.stringify(report)),
    successful,
    failed,
    details: failures.length,
  };
}
