import type { z } from "zod";
import type { Context, KeyScope } from "#lib/services/context.ts";
import type { ProblemCode, Refusal } from "./problem.ts";

/** What an operation answers with. `file` is bytes to be stored as they are. */
export type Answer =
  | { status: 200 | 201; body: object; headers?: Record<string, string> }
  | { file: { fileName: string; contentType: string; bytes: Uint8Array } }
  | Refusal;

export type Call<Path, Query> = {
  context: Context;
  /** Slug of the key's organization. */
  organization: string;
  path: Path;
  query: Query;
  request: Request;
  /** Where this API stands, e.g. `https://sealpost.example/api/v1`. */
  base: string;
};

/** A body that an operation answers with, in words and as a schema; `binary` for what is no JSON. */
export type Described = { description: string } & ({ schema: z.ZodType } | { binary: string[] });

/**
 * One method of one address: what it does, who may use it, and all that it may answer. The OpenAPI document and the
 * reference page are made of the same.
 */
export type Operation = {
  id: string;
  summary: string;
  description: string;
  scope: KeyScope;
  path: z.ZodObject;
  query: z.ZodObject;
  requestBody: Described | null;
  answers: Partial<Record<200 | 201, Described>>;
  /** Beyond those that every operation may give. */
  problems: ProblemCode[];
  /** The command line of an example, after `curl` and the key; `{base}` is where the API stands. */
  example: string;
  run: (call: Call<Record<string, string>, URLSearchParams>) => Promise<Answer>;
};

type Typed<Path extends z.ZodObject, Query extends z.ZodObject> = Omit<
  Operation,
  "path" | "query" | "run"
> & {
  path: Path;
  query: Query;
  run: (call: Call<z.output<Path>, z.output<Query>>) => Promise<Answer>;
};

/** Reads path and query before the operation runs: a path that cannot be is not found, a query is answered for. */
export function operation<Path extends z.ZodObject, Query extends z.ZodObject>(
  typed: Typed<Path, Query>,
): Operation {
  return {
    ...typed,
    run: async (call) => {
      const path = typed.path.safeParse(call.path);
      if (!path.success) return notFound;
      const query = typed.query.safeParse(Object.fromEntries(call.query));
      if (!query.success) return invalidQuery(query.error);
      return typed.run({ ...call, path: path.data, query: query.data });
    },
  };
}

export const notFound: Refusal = {
  problem: "not-found",
  detail: "Nothing stands at this address for the organization of this key.",
};

function invalidQuery({ issues }: z.ZodError): Refusal {
  return {
    problem: "invalid-query",
    detail: "See `errors` for each parameter that is not right.",
    errors: issues.slice(0, 20).flatMap((issue) => {
      const names = issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".")];
      const detail = issue.code === "unrecognized_keys" ? "is no parameter of this address" : issue.message;
      return names.map((path) => ({ path, detail }));
    }),
  };
}
