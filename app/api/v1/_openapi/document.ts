import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import type { Operations } from "../_edge/methods.ts";
import type { Described, Operation } from "../_edge/operation.ts";
import { type ProblemCode, problems } from "../_edge/problem.ts";
import { registry } from "../_operations/registry.ts";
import { problemSchema } from "../_schemas/problem.ts";

/** The OpenAPI 3.1 document, made of the same operations and schemas that answer. `publicUrl` without final slash. */
export function openApiDocument(publicUrl: string) {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Sealpost",
        version: "1.0.0",
        summary: "Feed and read the TLS reports of your mail domains.",
        description: `Errors are problem details (RFC 9457). Explained at ${publicUrl}/api.`,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: `${publicUrl}/api/v1` }],
      externalDocs: { url: `${publicUrl}/api`, description: "Reference" },
      security: [{ apiKey: [] }],
      components: {
        securitySchemes: {
          apiKey: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "slp_…",
            description:
              "An API key of an organization, made by one of its admins. Its scopes are `read` and `write`.",
          },
        },
      },
      paths: pathsOf(registry),
    },
    { override: plainly },
  );
}

/**
 * Answers may gain members later, so clients must not refuse what they do not know; and what a format says already need
 * not be said by a pattern, nor that numbers are exact by their largest.
 */
function plainly({ jsonSchema, io }: { jsonSchema: JsonSchema; io: "input" | "output" }): void {
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

type JsonSchema = {
  additionalProperties?: unknown;
  format?: unknown;
  pattern?: unknown;
  maximum?: unknown;
  minimum?: unknown;
};

export type OpenApiDocument = ReturnType<typeof openApiDocument>;

function pathsOf(operations: Record<string, Operations>): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(operations).map(([path, { GET, POST }]) => [
      path,
      { ...(GET ? { get: operationObject(GET) } : {}), ...(POST ? { post: operationObject(POST) } : {}) },
    ]),
  );
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { id, summary, description, scope, path, query, requestBody } = operation;
  return {
    operationId: id,
    summary,
    description: `${description}\n\nNeeds the scope \`${scope}\`.`,
    security: [{ apiKey: [] }],
    requestParams: { path, query },
    ...(requestBody
      ? {
          requestBody: {
            required: true,
            description: requestBody.description,
            content: content(requestBody),
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

function content(described: Described) {
  if ("schema" in described) return { "application/json": { schema: described.schema } };
  return Object.fromEntries(described.binary.map((type) => [type, {}]));
}

/** Problems that any operation may answer with. */
export const sharedProblems: readonly ProblemCode[] = [
  "unauthenticated",
  "forbidden",
  "rate-limited",
  "internal-error",
];

const requestId = z.string().meta({
  description: "Names the request in our log; the client’s own `X-Request-Id` when it sent one.",
});

function responsesOf({
  answers,
  problems: own,
  query: _,
  ...operation
}: Operation): ZodOpenApiResponsesObject {
  const reads = operation.requestBody === null;
  const good = Object.entries(answers).map(([status, described]) => [
    status,
    {
      description: described.description,
      headers: z.object({ "X-Request-Id": requestId, ...headersOf(described, reads) }),
      content: content(described),
    },
  ]);
  const codes = Map.groupBy([...own, ...sharedProblems], (code) => problems[code].status);
  const bad = [...codes]
    .toSorted(([a], [b]) => a - b)
    .map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}.`).join(" "),
        headers: z.object({ "X-Request-Id": requestId, ...problemHeaders(status) }),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]);
  const unchanged = { description: "Nothing changed since the answer with that `ETag` (`If-None-Match`)." };
  return Object.fromEntries([...good, ...(reads ? [["304", unchanged]] : []), ...bad]);
}

function headersOf(described: Described, reads: boolean): Record<string, z.ZodType> {
  const paged =
    "schema" in described && described.schema instanceof z.ZodObject && "next" in described.schema.shape;
  return {
    ...(reads ? { ETag: z.string() } : {}),
    ...(paged ? { Link: z.string().optional().meta({ description: 'The next page, `rel="next"`.' }) } : {}),
  };
}

function problemHeaders(status: number): Record<string, z.ZodType> {
  if (status === 401) return { "WWW-Authenticate": z.string() };
  if (status === 429 || status === 503)
    return { "Retry-After": z.string().meta({ description: "Seconds." }) };
  return {};
}
