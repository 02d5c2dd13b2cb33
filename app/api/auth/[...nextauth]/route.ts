import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/server/auth/auth-options.ts";
import { peerOf } from "#lib/server/auth/request-context.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  const { headers } = request;
  return NextAuth(
    request,
    context,
    authOptions({ userAgent: headers.get("user-agent"), peer: peerOf(headers) }),
  );
}

export { handler as GET, handler as POST };
