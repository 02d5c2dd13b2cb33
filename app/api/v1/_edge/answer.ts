import { createHash, randomUUID } from "node:crypto";
import { logger } from "#lib/server/logger.ts";
import { authenticateKey } from "#lib/services/api-keys/authenticate-key.ts";
import type { Context } from "#lib/services/context.ts";
import type { Answer, Operation } from "./operation.ts";
import { problemDetails, problems, type Refusal } from "./problem.ts";
import { keyMissing, refuse } from "./refuse.ts";

export type Asked = {
  request: Request;
  params: Record<string, string>;
  /** By whoever asks, as yet unknown. */
  context: Context;
};

/** Authenticates, runs the operation, and makes the response; whatever breaks is a problem with the request's id too. */
export async function answer({ request, params, context }: Asked, operation: Operation): Promise<Response> {
  const requestId = requestIdOf(request);
  const { publicUrl } = context.settings;
  try {
    const answered = await run({ request, params, context }, operation);
    return respond(request, answered, { publicUrl, requestId });
  } catch (error) {
    logger().error({ err: error, requestId, operation: operation.id }, "an API request failed");
    return respond(request, internalError, { publicUrl, requestId });
  }
}

/** A refusal of a request that no operation is there for. */
export function answerRefusal(request: Request, { settings }: Context, refusal: Refusal): Response {
  return respond(request, refusal, { publicUrl: settings.publicUrl, requestId: requestIdOf(request) });
}

async function run({ request, params, context }: Asked, operation: Operation): Promise<Answer> {
  const key = bearerOf(request.headers.get("authorization"));
  if (key === null) return keyMissing;
  const holder = await authenticateKey(context, key);
  if (!holder.ok) return refuse(holder, operation.scope);
  return operation.run({
    context: { ...context, actor: holder.value.actor },
    organization: holder.value.organization,
    path: params,
    query: new URL(request.url).searchParams,
    request,
    base: `${context.settings.publicUrl}/api/v1`,
  });
}

/** RFC 6750 §2.1; the scheme's case does not matter (RFC 9110 §11.1). */
function bearerOf(header: string | null): string | null {
  return /^bearer +([A-Za-z0-9._~+/-]{1,200}=*) *$/i.exec(header ?? "")?.[1] ?? null;
}

/** The client's own id, so that its log and ours can be held together; one of ours when it sent none that fits. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID();
}

const internalError: Refusal = {
  problem: "internal-error",
  detail:
    "Nothing that you sent can mend this. Try again later; the operator finds the cause by the request id.",
};

type About = { publicUrl: string; requestId: string };

function respond(request: Request, answered: Answer, { publicUrl, requestId }: About): Response {
  const shared = { "x-request-id": requestId, "cache-control": "private, no-store" };
  if ("problem" in answered) {
    const details = problemDetails(answered, publicUrl, requestId);
    const headers = { ...shared, ...answered.headers, "content-type": "application/problem+json" };
    return bodied(request, JSON.stringify(details), { status: problems[answered.problem].status, headers });
  }
  if ("file" in answered) {
    const { fileName, contentType, bytes } = answered.file;
    return tagged(request, bytes, {
      status: 200,
      headers: {
        ...shared,
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
      },
    });
  }
  const { status, body } = answered;
  const headers = { ...shared, ...answered.headers, "content-type": "application/json" };
  return tagged(request, new TextEncoder().encode(JSON.stringify(body)), { status, headers });
}

type Head = { status: number; headers: Record<string, string> };

/** What is read carries a tag of its bytes, so that a program that has them already is told so (RFC 9110 §13.1.2). */
function tagged(request: Request, bytes: Uint8Array, { status, headers }: Head): Response {
  if (request.method === "POST") return bodied(request, bytes, { status, headers });
  const etag = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.includes(etag) || known.includes(`W/${etag}`) || known.includes("*")) {
    const { "content-type": _, ...rest } = headers;
    return new Response(null, { status: 304, headers: { ...rest, etag } });
  }
  return bodied(request, bytes, { status, headers: { ...headers, etag } });
}

function bodied(request: Request, body: string | Uint8Array, head: Head): Response {
  return new Response(request.method === "HEAD" ? null : Buffer.from(body), head);
}
