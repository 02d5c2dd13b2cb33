import type { Operations } from "../../../api/v1/_edge/methods.ts";
import type { Operation } from "../../../api/v1/_edge/operation.ts";
import type { OpenApiDocument } from "../../../api/v1/_openapi/document.ts";
import { registry } from "../../../api/v1/_operations/registry.ts";

/** A JSON Schema as far as the document uses it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | number)[];
  const?: string | number;
  description?: string;
  default?: string | number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
};

export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
};

type Body = { description?: string; content?: Record<string, { schema?: Schema }> };

export type ShownOperation = {
  method: string;
  path: string;
  summary: string;
  description: string;
  scope: Operation["scope"];
  /** The command line of an example. */
  example: string;
  parameters: Parameter[];
  requestBody: Body | null;
  responses: [status: string, response: Body][];
};

export type ShownDocument = {
  base: string;
  operations: ShownOperation[];
  objects: [name: string, schema: Schema][];
};

type Described = {
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body>;
};

/** What the page shows of the OpenAPI document; examples, which it has no place for, come from the operations. */
export function readDocument(document: OpenApiDocument): ShownDocument {
  const base = document.servers?.[0]?.url ?? "";
  const paths = (document.paths ?? {}) as Record<string, Record<string, Described>>;
  return {
    base,
    operations: Object.entries<Operations>(registry).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) =>
        shown(base, { path, method, operation, described: paths[path]?.[method.toLowerCase()] }),
      ),
    ),
    objects: Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>),
  };
}

type Found = { path: string; method: string; operation: Operation; described: Described | undefined };

function shown(base: string, { path, method, operation, described }: Found): ShownOperation {
  if (!described) throw new Error(`The document lacks ${method} ${path}.`);
  const { summary, description, scope, example } = operation;
  return {
    method,
    path,
    summary,
    description,
    scope,
    example: curl(example.replaceAll("{base}", base)),
    parameters: described.parameters ?? [],
    requestBody: described.requestBody ?? null,
    responses: Object.entries(described.responses),
  };
}

/** The key stays out of the shell's history. */
export function curl(rest: string): string {
  return `curl -H "Authorization: Bearer $SEALPOST_KEY" \\\n  ${rest}`;
}

export function operationAnchor({ method, path }: Pick<ShownOperation, "method" | "path">): string {
  return `${method.toLowerCase()}${path.replaceAll("/", "-").replace(/[{}]/g, "")}`;
}

export function objectAnchor(name: string): string {
  return `object-${name}`;
}

/** The name behind `#/components/schemas/…`. */
export function referenceName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
