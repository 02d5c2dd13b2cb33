import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { settleAskedPath } from "./asked-path.ts";
import { contextFor } from "./context.ts";
import { env } from "./env.ts";
import { settleForwarding } from "./forwarding.ts";
import { logger } from "./logger.ts";
import { answerNodeRequest, reportTokenIn, sendAnswer } from "./receive/answer-http.ts";
import { unknownExpectation } from "./receive/intake-server.ts";
import { runUntilStopped } from "./run-until-stopped.ts";
import { setSecurityHeaders } from "./security-headers.ts";

/**
 * The web process: Next behind our own `node:http` server, which makes some headers true before Next sees them, and sets
 * those of every answer.
 * Everything in `app/` may therefore believe `x-forwarded-for`, which is one address, the client's, and the path that
 * was asked for.
 */
async function main(): Promise<void> {
  const { host, port, production, trustedProxies } = env();
  const dir = fileURLToPath(new URL("../..", import.meta.url));
  const app = next({ dev: !production, dir, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const serve = (req: IncomingMessage, res: ServerResponse, work: () => Promise<void>) => {
    settleForwarding(req.headers, req.socket.remoteAddress ?? null, trustedProxies);
    settleAskedPath(req.headers, req.url);
    setSecurityHeaders(res, req.headers, { production });
    work().catch((error: unknown) => {
      logger().error({ err: error }, "a request failed");
      res.destroy();
    });
  };
  const server = createServer({ headersTimeout: 15_000, maxHeaderSize: 16_384 });
  server.on("request", (req, res) => serve(req, res, () => handle(asRouted(req), res)));
  server.on("checkContinue", (req, res) => serve(req, res, () => continueOrAnswer(req, res, handle)));
  server.on("checkExpectation", (_req, res) => sendAnswer(res, unknownExpectation()));
  await runUntilStopped(server, { host, port }, async () => {
    await app.close();
    await contextFor({ kind: "system" }).db.close();
  });
}

/** Next redirects a path that ends in a slash, and not every sender of reports follows. */
function asRouted(req: IncomingMessage): IncomingMessage {
  if (reportTokenIn(req.url) !== null) req.url = req.url?.replace(/\/(?=\?|$)/, "");
  return req;
}

/**
 * `Expect: 100-continue`. Next cannot hold the 100 back until it has looked, so a report that waits to be asked for is
 * answered here, as in the intake process; everything else is asked for at once.
 */
async function continueOrAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): Promise<void> {
  const proceed = () => res.writeContinue();
  const token = reportTokenIn(req.url);
  if (token === null) {
    proceed();
    return handle(req, res);
  }
  const peer = req.headers["x-forwarded-for"]?.toString() ?? null;
  const context = contextFor({ kind: "anonymous" });
  sendAnswer(res, await answerNodeRequest(context, req, { token, peer, proceed }));
}

// Next swallows rejections that nobody handles, so a start that failed would end as if all were well.
main().catch((error: unknown) => {
  logger().fatal({ err: error }, "the web process could not start");
  process.exit(1);
});
