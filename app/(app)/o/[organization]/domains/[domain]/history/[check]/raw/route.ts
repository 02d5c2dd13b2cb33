import { requestContext } from "#lib/server/auth/request-context.ts";
import { showStoredCheck } from "#lib/services/domains/show-stored-check.ts";
import type { DomainParams } from "../../../../../_parts/paths.ts";

/** What a check saw and how it was judged, as JSON. Never shown as a page. */
export async function GET(
  _: Request,
  { params }: { params: Promise<DomainParams & { check: string }> },
): Promise<Response> {
  const { check: id, ...path } = await params;
  const found = await showStoredCheck(await requestContext(), path, id);
  if (!found.ok) return new Response(null, { status: statusOf[found.code] });
  const { evidence, posture, since, checkedAt, looks } = found.value;
  return Response.json({ since, checkedAt, looks, evidence, posture }, { headers: privateFile(path.domain) });
}

/** What is not proven yet shows nothing, so its checks do not exist. */
const statusOf = { unauthenticated: 401, forbidden: 403, "not-found": 404, "not-proven": 404 } as const;

/** The name is in A-labels, or no check would have been found, so it needs no quoting rules. */
function privateFile(domain: string): HeadersInit {
  return {
    "Content-Disposition": `attachment; filename="${domain.toLowerCase()}-check.json"`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  };
}
