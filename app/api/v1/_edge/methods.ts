import { contextFor } from "#lib/server/context.ts";
import type { Context } from "#lib/services/context.ts";
import { answer, answerRefusal } from "./answer.ts";
import type { Operation } from "./operation.ts";

export type Operations = { GET?: Operation; POST?: Operation };

/** Next gives `undefined` to an address without parameters. */
type RouteContext = { params: Promise<Record<string, string> | undefined> };
type Handler = (request: Request, route: RouteContext) => Promise<Response>;

/** The handlers of one address for Next; a method that it does not know is a problem too. */
export function methods({ GET, POST }: Operations, contextOf: () => Context = anonymous) {
  const allowed = [...(GET ? ["GET", "HEAD"] : []), ...(POST ? ["POST"] : []), "OPTIONS"].join(", ");
  const refused: Handler = async (request) =>
    answerRefusal(request, contextOf(), {
      problem: "method-not-allowed",
      detail: `This address knows ${allowed}.`,
      headers: { allow: allowed },
    });
  const handler = (operation: Operation | undefined): Handler =>
    operation
      ? async (request, { params }) =>
          answer({ request, params: (await params) ?? {}, context: contextOf() }, operation)
      : refused;
  const told: Handler = async () => new Response(null, { status: 204, headers: { allow: allowed } });
  return {
    GET: handler(GET),
    HEAD: handler(GET),
    POST: handler(POST),
    PUT: refused,
    PATCH: refused,
    DELETE: refused,
    OPTIONS: told,
  };
}

/** The key says who asks; nothing else of a request does. */
function anonymous(): Context {
  return contextFor({ kind: "anonymous" });
}
