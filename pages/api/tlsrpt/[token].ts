import type { NextApiRequest, NextApiResponse } from "next";
import { contextFor } from "#lib/server/context.ts";
import { answerNodeRequest, sendAnswer } from "#lib/server/receive/answer-http.ts";

/** Report delivery through Next. Of the pages router, since its routes get the request of node:http itself. */
export default async function handle(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const token = req.query.token?.toString() ?? "";
  const peer = req.headers["x-forwarded-for"]?.toString() ?? null;
  sendAnswer(res, await answerNodeRequest(contextFor({ kind: "anonymous" }), req, { token, peer }));
}

export const config = { api: { bodyParser: false, externalResolver: true } };
