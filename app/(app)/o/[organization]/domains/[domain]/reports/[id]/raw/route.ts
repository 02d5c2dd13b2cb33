import { z } from "zod";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { type Download, downloadReport } from "#lib/services/reports/download-report.ts";
import type { DomainParams } from "../../../../../_parts/paths.ts";

const form = z.enum(["json", "original"]).catch("json");

/** The report as a file: its JSON, or with `?form=original` the bytes as they came. Never shown as a page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<DomainParams & { id: string }> },
): Promise<Response> {
  const { id, ...path } = await params;
  const wanted = form.parse(new URL(request.url).searchParams.get("form"));
  const found = await downloadReport(await requestContext(), path, { id, form: wanted });
  if (!found.ok) return new Response(null, { status: statusOf[found.code] });
  return fileResponse(found.value);
}

/** What is not proven yet shows nothing, so its reports do not exist. */
const statusOf = { unauthenticated: 401, forbidden: 403, "not-found": 404, "not-proven": 404 } as const;

/** The name is made of A-labels, a day and hexadecimal digits, so it needs no quoting rules. */
function fileResponse({ fileName, contentType, bytes }: Download): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
