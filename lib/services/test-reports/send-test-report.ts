import { gzipSync } from "node:zlib";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import { frameReportMail } from "#lib/core/tlsrpt/mail-frame.ts";
import { formatReportMail } from "#lib/core/tlsrpt/mail-frame-message.ts";
import { type Hop, missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import { testReport, testReportId } from "#lib/core/tlsrpt/test-report-mark.ts";
import { addHops, failTest } from "#lib/db/test-reports/add-hops.ts";
import type { Context } from "#lib/services/context.ts";
import type { BegunTest } from "./start-test-report.ts";

/**
 * Sends a begun test on its way and writes each hop into its row, as it is made. What the receiving end sees of it is
 * written there (`settleTestReport`), perhaps by another process. Rejects only when our own storage fails.
 */
export async function sendTestReport(context: Context, test: BegunTest): Promise<void> {
  const tell = (hop: Hop) => addHops(context.db, test, [hop]);
  try {
    const taken = await dispatch(context, test, tell);
    if (!taken) return await failTest(context.db, test, []);
    // What is delivered over HTTPS is stored before it is answered. Mail may still be passed on.
    if (test.road === "https") await failTest(context.db, test, [missed("arrived", "not-seen")]);
  } catch (error) {
    await failTest(context.db, test, [missed("answered", "broken")]);
    throw error;
  }
}

async function dispatch(
  context: Context,
  test: BegunTest,
  tell: (hop: Hop) => Promise<void>,
): Promise<boolean> {
  const { net, settings, now } = context;
  const host = new URL(settings.publicUrl).hostname;
  const report = testReport({ id: test.id, domain: test.domain, host, now });
  const gzip = gzipSync(formatTlsReport(report));
  const compose = (from: string) => mailOf(test, { report, gzip, host, from, date: now });
  switch (test.road) {
    case "https":
      return net.courier.post(new URL(test.destination), gzip, tell);
    case "smtp": {
      const mailDomain = test.destination.slice(test.destination.lastIndexOf("@") + 1);
      const message = compose(`sealpost-test@${host}`);
      return net.courier.mail({ mailDomain, recipient: test.destination, message }, tell);
    }
    case "imap": {
      const hop = await submit(context, test, compose);
      await tell(hop);
      return hop.state === "ok";
    }
    default:
      return test.road satisfies never;
  }
}

type Written = {
  report: ReturnType<typeof testReport>;
  gzip: Uint8Array;
  host: string;
  from: string;
  date: Date;
};

function mailOf({ id, domain, destination }: BegunTest, { report, gzip, host, from, date }: Written): string {
  const { start, end } = report;
  const reportId = testReportId(id, host);
  return formatReportMail({
    frame: frameReportMail({ policyDomain: domain, submitter: host, reportId, start, end, gzip: true }),
    from,
    to: destination,
    date,
    messageId: reportId,
    boundary: `=_${id}`,
    text: "A test report of Sealpost: it shows that reports arrive, and counts nowhere.",
    content: gzip,
  });
}

/** By the installation's own mail server, as any mail of ours. */
async function submit(
  { mailer }: Context,
  { destination: to, domain }: BegunTest,
  compose: (from: string) => string,
): Promise<Hop> {
  if (mailer === null) return missed("submitted", "mailer-refused", { to });
  const mail = { to, subject: `TLS test report for ${domain}`, text: "", whole: compose };
  return mailer.send(mail).then(
    () => passed("submitted", { to }),
    (error: unknown) =>
      missed("submitted", "mailer-refused", { to }, error instanceof Error ? error.message : String(error)),
  );
}
