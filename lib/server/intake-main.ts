import type { IncomingMessage } from "node:http";
import { contextFor } from "./context.ts";
import { env } from "./env.ts";
import { health } from "./health.ts";
import { startJobs } from "./jobs.ts";
import { logger } from "./logger.ts";
import { startMailboxes } from "./mailboxes.ts";
import { peerAddress } from "./peer.ts";
import { type Answer, json } from "./receive/answer.ts";
import { answerNodeRequest, reportTokenIn } from "./receive/answer-http.ts";
import { createIntakeServer } from "./receive/intake-server.ts";
import { startSmtpDoor } from "./receive/smtp-door.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

/**
 * The intake process: report delivery without Next, so that a flood of reports does not slow the pages, and the jobs.
 * `ROLE=intake` leaves the jobs to others, `ROLE=worker` the deliveries.
 */
const { role, host, intakePort, databaseUrl, trustedProxies, smtp } = env();
const limits = { connections: 4_000, connectionsOfClient: 200, trustedProxies };
const system = () => contextFor({ kind: "system" });
const jobs =
  role === "intake" || !databaseUrl
    ? null
    : await startJobs(databaseUrl, system, (error) => logger().error({ err: error }, "a job failed"));
const server = role === "worker" ? null : createIntakeServer(handle, limits);

const mailboxes =
  jobs && startMailboxes(system, (error) => logger().error({ err: error }, "a mailbox could not be read"));

const smtpDoor = smtp && role !== "worker" ? await startSmtpDoor(system, smtp) : null;

await runUntilStopped(
  server,
  { host, port: intakePort },
  async () => {
    await Promise.all([jobs?.stop(), mailboxes?.stop()]);
    await system().db.close();
  },
  async () => smtpDoor?.stop(),
);

async function handle(req: IncomingMessage, proceed: (() => void) | undefined): Promise<Answer> {
  const token = reportTokenIn(req.url);
  if (token === null) return handleOther(req);
  const peer = peerAddress(
    req.socket.remoteAddress ?? null,
    req.headers["x-forwarded-for"]?.toString() ?? null,
    trustedProxies,
  );
  return answerNodeRequest(contextFor({ kind: "anonymous" }), req, { token, peer, proceed });
}

async function handleOther({ url }: IncomingMessage): Promise<Answer> {
  if ((url ?? "").split("?", 1)[0] !== "/api/health") {
    return { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not found\n" };
  }
  const { status, body } = await health();
  return json(status, body);
}
