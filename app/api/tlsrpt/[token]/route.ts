import type { NextRequest } from "next/server";
import { contextFor } from "#lib/server/context.ts";
import { type Answer, deliverReport, refuseMethod } from "#lib/server/receive/deliver-report.ts";

type RouteContext = { params: Promise<{ token: string }> };

export async function POST(request: NextRequest, { params }: RouteContext): Promise<Response> {
  const { token } = await params;
  const answer = await deliverReport(contextFor({ kind: "anonymous" }), {
    token,
    body: request.body,
    peer: request.headers.get("x-forwarded-for"),
    userAgent: request.headers.get("user-agent"),
  });
  return response(answer);
}

export function GET(): Response {
  return response(refuseMethod());
}

function response({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}
