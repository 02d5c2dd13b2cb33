import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { contextFor } from "./context.ts";
import { env } from "./env.ts";
import { health } from "./health.ts";
import { startJobs } from "./jobs.ts";
import { logger } from "./logger.ts";
import { peerAddress } from "./peer.ts";
import { type Answer, deliverReport, refuseMethod } from "./receive/deliver-report.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

const reportPath = /^\/api\/tlsrpt\/([a-z0-9]{1,64})\/?$/i;

/**
 * The intake process: report delivery without Next, so that a flood of reports does not slow the pages, and the jobs.
 * `ROLE=intake` leaves the jobs to others, `ROLE=worker` the deliveries.
 */
const { role, host, intakePort, databaseUrl } = env();
const system = () => contextFor({ kind: "system" });
const jobs =
  role === "intake" || !databaseUrl
    ? null
    : await startJobs(databaseUrl, system, (error) => logger().error({ err: error }, "a job failed"));
const server = role === "worker" ? null : createIntake();

await runUntilStopped(server, { host, port: intakePort }, async () => {
  await jobs?.stop();
  await system().db.close();
});

function createIntake(): Server {
  const limits = { headersTimeout: 15_000, requestTimeout: 60_000, maxHeaderSize: 16_384 };
  return createServer(limits, (req, res) => {
    void handle(req).then(
      (answer) => send(res, answer),
      (error) => {
        logger().error({ err: error }, "a request failed");
        send(res, { status: 500, headers: {}, body: "" });
      },
    );
  });
}

async function handle(req: IncomingMessage): Promise<Answer> {
  const path = (req.url ?? "").split("?", 1)[0] ?? "";
  if (path === "/api/health") {
    const { status, body } = await health();
    return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  }
  const token = reportPath.exec(path)?.[1];
  if (!token) return { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not found\n" };
  if (req.method !== "POST") return refuseMethod();
  return deliverReport(contextFor({ kind: "anonymous" }), {
    token,
    body: req,
    peer: peerAddress(
      req.socket.remoteAddress ?? null,
      req.headers["x-forwarded-for"]?.toString() ?? null,
      env().trustedProxies,
    ),
    userAgent: req.headers["user-agent"] ?? null,
  });
}

/** A body that was not read to its end must not be taken for the next request. */
function send(res: ServerResponse, { status, headers, body }: Answer): void {
  res.writeHead(status, { ...headers, ...(res.req.complete ? {} : { Connection: "close" }) });
  res.end(body);
}
