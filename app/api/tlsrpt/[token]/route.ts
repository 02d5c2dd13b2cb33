import type { NextRequest } from "next/server";
import { contextFor } from "#lib/server/context.ts";
import { answerReportRequest } from "#lib/server/receive/answer-request.ts";

type RouteContext = { params: Promise<{ token: string }> };

async function handle(request: NextRequest, { params }: RouteContext): Promise<Response> {
  const { token } = await params;
  const { status, headers, body } = await answerReportRequest(contextFor({ kind: "anonymous" }), {
    method: request.method,
    token,
    header: (name) => request.headers.get(name),
    body: request.body,
    peer: request.headers.get("x-forwarded-for"),
  });
  return new Response(status === 204 ? null : body, { status, headers });
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
