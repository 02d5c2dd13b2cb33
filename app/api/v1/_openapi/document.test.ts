import { expect, test } from "vitest";
import { openApiDocument } from "./document.ts";

const document = openApiDocument("https://sealpost.example");
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Record<string, unknown>>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation: operation as {
      operationId: string;
      summary: string;
      security: object[];
      parameters?: { name: string; in: string; required?: boolean; description?: string }[];
      responses: Record<string, { description: string }>;
    },
  })),
);

test("is OpenAPI 3.1 with every address of the API", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(document.servers).toEqual([{ url: "https://sealpost.example/api/v1" }]);
  expect(operations.map(({ name }) => name)).toEqual([
    "GET /domains",
    "POST /domains",
    "GET /domains/{name}",
    "GET /domains/{name}/verdict",
    "GET /domains/{name}/trend",
    "GET /domains/{name}/reports",
    "POST /domains/{name}/reports",
    "GET /domains/{name}/reports/{id}",
    "GET /domains/{name}/reports/{id}/raw",
  ]);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
});

test("survives JSON: programs get it so", () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test("every reference leads somewhere", () => {
  const references = referencesIn(document);
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) {
    expect(reference).toMatch(/^#\/components\//);
    expect(resolve(reference), reference).toBeTypeOf("object");
  }
});

test.each(operations)("$name says who may, what it takes and all that it answers", ({ path, operation }) => {
  expect(operation.summary).not.toBe("");
  expect(operation.security).toEqual([{ apiKey: [] }]);
  const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
  expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
  for (const parameter of inPath) expect(parameter.required).toBe(true);
  for (const parameter of operation.parameters ?? []) expect(parameter.description).toBeTruthy();
  const statuses = Object.keys(operation.responses);
  expect(statuses.some((status) => status.startsWith("2"))).toBe(true);
  expect(statuses).toEqual(expect.arrayContaining(["401", "403", "429", "500"]));
  for (const response of Object.values(operation.responses)) expect(response.description).not.toBe("");
});

function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : referencesIn(inner),
  );
}

function resolve(reference: string): unknown {
  const steps = reference.slice(2).split("/");
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    document,
  );
}
