import { frameReportMail } from "#lib/core/tlsrpt/mail-frame.ts";
import { formatReportMail } from "#lib/core/tlsrpt/mail-frame-message.ts";
import type { MadeReport } from "./make-report.ts";

type Report = NonNullable<MadeReport["report"]>;

/** Name, type and headers of the report's file, as RFC 8460 §5.1 and §5.3 have them. */
export function frameOf({ value, domain, reporter }: Report, gzip: boolean) {
  const { reportId, start, end } = value;
  return frameReportMail({
    policyDomain: domain,
    submitter: reporter,
    reportId: reportId ?? "",
    start,
    end,
    gzip,
  });
}

/** The message that would bring the report; `content` is the compressed report. */
export function mailOf(report: Report, content: Uint8Array, date: Date): string {
  const { domain, reporter, value } = report;
  return formatReportMail({
    frame: frameOf(report, true),
    from: value.contactInfo ?? "",
    to: `tls-reports@${domain}`,
    date,
    messageId: `${value.reportId}@${reporter}`,
    boundary: `=_${value.reportId}`,
    text: `This is an aggregate TLS report about ${domain},\nmade up to test a receiver. It is not signed.`,
    content,
  });
}
