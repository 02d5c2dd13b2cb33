import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { logger } from "#lib/server/logger.ts";
import { uploadReports } from "#lib/services/reports/upload-reports.ts";
import { isSameOrigin } from "../../../_edge/same-origin.ts";
import { streamLines } from "../../../_edge/stream-lines.ts";
import type { UploadLine } from "../../../(app)/o/[organization]/upload/_upload/upload-line.ts";
import { presentTaken } from "./present-taken.ts";

type RouteContext = { params: Promise<{ organization: string }> };

const aliveMs = 5_000;

/**
 * Takes one file as the body, for the organization or with `?domain=` for one domain (`name=`: what it is called), and streams what becomes of each
 * report in it, a JSON line for each. The answer begins before the body has ended, and never waits for its reader:
 * browsers read it only once they have sent everything.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const { organization } = await params;
  const query = new URL(request.url).searchParams;
  const size = Number(request.headers.get("content-length") ?? Number.NaN);
  const uploaded = await uploadReports(await requestContext(), {
    organization,
    domain: query.get("domain"),
    fileName: query.get("name"),
    chunks: request.body ?? none(),
    size: Number.isSafeInteger(size) ? size : null,
  });
  if (!uploaded.ok) return new Response(null, { status: statusOf[uploaded.code] });
  const t = await getTranslations();
  const lines = streamLines<UploadLine>({
    async work(write) {
      for await (const taken of uploaded.value) for (const line of presentTaken(t, taken)) write(line);
      return { line: "done" };
    },
    alive: { line: { line: "alive" }, everyMs: aliveMs },
    onError: (error) => {
      logger().error({ err: error }, "an upload broke");
      return { line: "failed" };
    },
  });
  return new Response(lines, { headers: unbuffered });
}

/** Not proven is a state of the domain that can change, hence 409. */
const statusOf = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "not-proven": 409,
  busy: 503,
} as const;

const unbuffered = {
  "Content-Type": "application/x-ndjson; charset=utf-8",
  "Cache-Control": "private, no-store, no-transform",
  "X-Accel-Buffering": "no",
  "X-Content-Type-Options": "nosniff",
};

async function* none(): AsyncGenerator<Uint8Array> {}
