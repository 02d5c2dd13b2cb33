import { contextFor } from "#lib/server/context.ts";
import { answerRefusal } from "../_edge/answer.ts";

/** Addresses that the API does not have: whoever calls them expects a problem, not a page. */
async function refuse(request: Request): Promise<Response> {
  return answerRefusal(request, contextFor({ kind: "anonymous" }), {
    problem: "not-found",
    detail: "The API has no such address. /api/v1/openapi.json lists those that it has.",
  });
}

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as PATCH, refuse as POST, refuse as PUT };
