"use server";

import { refresh } from "next/cache";
import { after } from "next/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { logger } from "#lib/server/logger.ts";
import { sendTestReport } from "#lib/services/test-reports/send-test-report.ts";
import { startTestReport, startTestReportInput } from "#lib/services/test-reports/start-test-report.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import type { DomainParams } from "../../../../_parts/paths.ts";
import { domainInput } from "../../_parts/domain-input.ts";

export type SendTestState =
  | null
  | { kind: "begun" }
  | { kind: "rate-limited"; seconds: number }
  | { kind: "closed" };

/** Begins a test and sends it once the answer is out; the page then follows the row. */
export async function sendTestAction(
  path: DomainParams,
  _: SendTestState,
  form: FormData,
): Promise<SendTestState> {
  const input = startTestReportInput.safeParse(Object.fromEntries(form));
  if (!input.success) return { kind: "closed" };
  const context = await requestContext();
  const result = await startTestReport(context, domainInput.parse(path), input.data);
  const begun = await pageValue(result);
  if (!begun.ok) {
    if (begun.code !== "rate-limited") return { kind: "closed" };
    return { kind: "rate-limited", seconds: result.ok ? 0 : Number(result.data?.seconds ?? 1) };
  }
  after(() =>
    sendTestReport(context, begun.value).catch((error: unknown) => {
      logger().error({ err: error, test: begun.value.id }, "a test report could not be sent");
    }),
  );
  refresh();
  return { kind: "begun" };
}
