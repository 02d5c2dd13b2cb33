import type { z } from "zod";
import { type Read, readCapped } from "#lib/server/receive/read-capped.ts";
import type { Refusal } from "./problem.ts";

const cap = 16_384;

/** The JSON of a body, as its schema wants it. */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ ok: true; value: z.output<Schema> } | { ok: false; refusal: Refusal }> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    const detail = "Send JSON, with `Content-Type: application/json`.";
    return { ok: false, refusal: { problem: "unsupported-media-type", detail } };
  }
  const read = await readCapped(request.body, cap);
  if (!read.ok) return { ok: false, refusal: cutOff(read.reason) };
  const json = parse(read.bytes);
  if (!json)
    return { ok: false, refusal: { problem: "invalid-body", detail: "The body is not valid JSON." } };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, refusal: invalidContent(parsed.error) };
}

function cutOff(reason: Extract<Read, { ok: false }>["reason"]): Refusal {
  return reason === "too-large"
    ? { problem: "too-large", detail: `At most ${cap} octets are taken here.` }
    : { problem: "invalid-body", detail: "The body ended before it was complete." };
}

function parse(bytes: Uint8Array): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return null;
  }
}

function invalidContent({ issues }: z.ZodError): Refusal {
  return {
    problem: "invalid-content",
    detail: "See `errors` for each member that is not right.",
    errors: issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), detail: message })),
  };
}
