import { expect } from "vitest";
import type { Db } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing/test-world.ts";
import { answer } from "../../app/api/v1/_edge/answer.ts";
import type { Operations } from "../../app/api/v1/_edge/methods.ts";
import type { Operation } from "../../app/api/v1/_edge/operation.ts";
import { problems } from "../../app/api/v1/_edge/problem.ts";
import { registry } from "../../app/api/v1/_operations/registry.ts";
import { problemSchema } from "../../app/api/v1/_schemas/problem.ts";

export type Asking = {
  method?: "GET" | "HEAD" | "POST";
  key?: string | null;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  context?: Partial<Context>;
};

/**
 * Asks the API for `path`, as a program does, and holds whatever comes back against what the document promises: the
 * status, the schema of the body to its last member, and the headers that every answer carries.
 */
export async function ask(
  db: Db,
  path: string,
  { method = "GET", key, headers, body, context }: Asking = {},
) {
  const request = new Request(`https://sealpost.example/api/v1${path}`, {
    method,
    headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: body as BodyInit, duplex: "half" }),
  } as RequestInit);
  const { operation, params } = find(method, new URL(request.url).pathname.slice("/api/v1".length));
  const asked = { request, params, context: testContext(db, { kind: "anonymous" }, context) };
  const response = await answer(asked, operation);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(response.headers.get("x-request-id")).toMatch(/^[\w.-]+$/);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(response.headers.get("access-control-allow-origin")).toBe(null);
  const { status } = response;
  const read = method === "HEAD" || status === 304 ? null : promised(operation, response, bytes);
  return { status, headers: response.headers, bytes, body: read };
}

function find(method: string, path: string): { operation: Operation; params: Record<string, string> } {
  for (const [template, operations] of Object.entries<Operations>(registry)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const values = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path)?.slice(1);
    const operation = operations[method === "POST" ? "POST" : "GET"];
    if (!values || !operation) continue;
    const params = names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]);
    return { operation, params: Object.fromEntries(params) };
  }
  throw new Error(`no operation answers ${method} ${path}`);
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of JSON, after its schema has been held against it.
function promised(operation: Operation, response: Response, bytes: Uint8Array): any {
  const type = response.headers.get("content-type") ?? "";
  if (type === "application/problem+json") {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const details = problemSchema.parse(json);
    expect(details).toEqual(json);
    expect(details.type).toBe(`https://sealpost.example/api#problem-${details.code}`);
    expect([details.status, details.title]).toEqual([
      problems[details.code].status,
      problems[details.code].title,
    ]);
    expect(response.status).toBe(details.status);
    const shared = ["unauthenticated", "forbidden", "rate-limited", "internal-error"];
    expect([...shared, ...operation.problems]).toContain(details.code);
    return details;
  }
  const described = operation.answers[response.status as 200 | 201];
  if (!described) throw new Error(`${operation.id} promises no ${response.status}`);
  if ("binary" in described) {
    expect(described.binary).toContain(type);
    return null;
  }
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const parsed = described.schema.parse(json);
  expect(parsed).toEqual(json);
  return parsed;
}
