import { requestContext } from "#lib/server/auth/request-context.ts";
import { downloadQuarantined } from "#lib/services/quarantine/show-quarantined.ts";

type RouteContext = { params: Promise<{ organization: string; id: string }> };

/** The bytes as they came, as a file of no type: anybody may have sent them. */
export async function GET(_: Request, { params }: RouteContext): Promise<Response> {
  const found = await downloadQuarantined(await requestContext(), await params);
  if (!found.ok) return new Response(null, { status: statusOf[found.code] });
  const { fileName, bytes } = found.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}

const statusOf = { unauthenticated: 401, forbidden: 403, "not-found": 404 } as const;
