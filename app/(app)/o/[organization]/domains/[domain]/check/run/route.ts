import type { Severity } from "#lib/core/finding.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { logger } from "#lib/server/logger.ts";
import type { Context } from "#lib/services/context.ts";
import { checkDomain, thorough } from "#lib/services/domains/check-domain.ts";
import type { CheckResult } from "#lib/services/domains/check-result.ts";
import { isSameOrigin } from "../../../../../../../_edge/same-origin.ts";
import { streamLines } from "../../../../../../../_edge/stream-lines.ts";
import type { DomainParams } from "../../../../_parts/paths.ts";
import type { CheckLine } from "./check-line.ts";
import { lightStep } from "./light-step.ts";

const aliveMs = 5_000;

/** Checks the domain live and streams each part as it comes home. The check goes on when its reader leaves. */
export async function POST(
  request: Request,
  { params }: { params: Promise<DomainParams> },
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const context = await requestContext();
  const path = await params;
  const lines = streamLines<CheckLine>({
    work: (write) => check(context, path, write),
    alive: { line: { line: "alive" }, everyMs: aliveMs },
    onError: (error) => {
      logger().error({ err: error }, "a live check broke");
      return { line: "failed", code: "broken", seconds: 0 };
    },
  });
  return new Response(lines, { headers: unbuffered });
}

/** Compression and proxies would hold lines back until there is enough of them. */
const unbuffered = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  "Cache-Control": "private, no-store, no-transform",
  "X-Accel-Buffering": "no",
  "X-Content-Type-Options": "nosniff",
};

async function check(
  context: Context,
  path: DomainParams,
  write: (line: CheckLine) => void,
): Promise<CheckLine> {
  const begun = performance.now();
  write({ line: "started" });
  const checked = await checkDomain(context, path, {
    ...thorough,
    onStep: (step) =>
      write({ line: "step", afterMs: Math.round(performance.now() - begun), step: lightStep(step) }),
  });
  if (!checked.ok) return { line: "failed", code: checked.code, seconds: Number(checked.data?.seconds ?? 0) };
  return { line: "done", checkedAt: checked.value.checkedAt.toISOString(), findings: countOf(checked.value) };
}

function countOf({ posture }: CheckResult): Record<Severity, number> {
  const count = { error: 0, warning: 0, info: 0, unknown: 0 };
  for (const { severity } of posture.findings) count[severity] += 1;
  return count;
}
