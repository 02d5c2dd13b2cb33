import { env } from "#lib/server/env.ts";
import { openApiDocument } from "../_openapi/document.ts";

export const dynamic = "force-dynamic";

/** The description of the API for programs; it needs no key, since it says nothing about anybody. */
export function GET(): Response {
  return Response.json(openApiDocument(env().publicUrl), { headers: { "cache-control": "no-cache" } });
}
