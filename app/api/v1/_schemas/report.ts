import { z } from "zod";
import { count, day, domainName, finding, moment, next, road, trust } from "./values.ts";

const summary = {
  id: z.uuid(),
  reporter: z.string().meta({ description: "The report’s `organization-name`.", example: "Example Mail" }),
  reportId: z.string().nullable().meta({ description: "The report’s `report-id`; reporters reuse them." }),
  day: day.meta({ description: "The UTC day on which the report counts: that of its start." }),
  successful: count,
  failed: count,
  road,
  trust,
  counted: z
    .boolean()
    .meta({ description: "`false`: another copy of the report says something else, and that one counts." }),
  receivedAt: moment,
};

export const reportSummary = z.object(summary).meta({ id: "ReportSummary" });

export const reportList = z
  .object({ domain: domainName, reports: z.array(reportSummary), next })
  .meta({ id: "ReportList" });

const failure = z
  .object({
    resultType: z
      .string()
      .meta({ description: "As reported, unknown ones too.", example: "certificate-expired" }),
    failedSessions: count,
    sendingMtaIp: z.string().nullable(),
    receivingMxHostname: z.string().nullable(),
    receivingMxHelo: z.string().nullable(),
    receivingIp: z.string().nullable(),
    additionalInformation: z.string().nullable(),
    failureReasonCode: z.string().nullable(),
  })
  .meta({ id: "FailureDetail", description: "One entry of `failure-details` (RFC 8460 §4.4)." });

const policyResult = z
  .object({
    policyType: z.string().meta({ example: "sts" }),
    policyDomain: z.string().nullable(),
    policyString: z.array(z.string()),
    mxHost: z.array(z.string()),
    successful: count,
    failed: count,
    countedElsewhere: z.int().nullable().meta({
      description: "Index of the result that counts the same sessions; `null` when this one counts.",
    }),
    belongs: z.boolean().meta({ description: "`false`: it is about another domain." }),
    failures: z.array(failure),
  })
  .meta({ id: "PolicyResult", description: "One entry of the report’s `policies`." });

const signature = z
  .object({
    domain: z.string().meta({ description: "The signing domain, `d=`." }),
    selector: z.string(),
    result: z.enum(["pass", "fail", "neutral", "policy", "temporary-error", "permanent-error"]).meta({
      description: "As of RFC 8601 §2.7.1; `policy`: it holds, and is still not taken.",
    }),
    reason: z.string().nullable().meta({ description: "A code; `null` when it passed." }),
    algorithm: z.string().nullable(),
  })
  .meta({ id: "Signature", description: "What became of one DKIM signature." });

const mail = z
  .object({
    from: z.string().nullable(),
    subject: z.string().nullable(),
    messageId: z.string().nullable(),
    date: z.string().nullable(),
    tlsReportDomain: z.string().nullable(),
    tlsReportSubmitter: z.string().nullable(),
    envelopeFrom: z.string().nullable(),
    forwarded: z.boolean().meta({ description: "It was attached to another mail." }),
    signatures: z.array(signature),
  })
  .meta({
    id: "Mail",
    description: "The mail that a report came in. All but `signatures` is the sender’s word.",
  });

export const report = z
  .object({
    ...summary,
    domain: domainName,
    contactInfo: z.string().nullable(),
    start: moment,
    end: moment,
    trustReason: z.string().meta({
      description: "A code, with the name that vouches after a colon.",
      example: "address-of-reporter:mail.example",
    }),
    voucher: z.string().nullable().meta({ description: "The domain that vouches for the report." }),
    mail: mail.nullable().meta({ description: "`null`: it did not come by mail." }),
    peer: z.string().nullable().meta({ description: "The address that delivered it." }),
    userAgent: z.string().nullable(),
    rawOctets: count,
    findings: z.array(finding).meta({ description: "What the parser tolerated." }),
    results: z.array(policyResult),
    moreFailures: count.meta({
      description:
        "Failure details beyond the five hundred that stand here; the report itself has all of them.",
    }),
  })
  .meta({ id: "Report" });
