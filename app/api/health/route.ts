import { health } from "#lib/server/health.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { status, body } = await health();
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
