import { once } from "node:events";
import type { Server } from "node:http";
import { logger } from "./logger.ts";

const graceMs = 10_000;
const idleCheckMs = 100;

/**
 * Listens (without a server: only waits), tells the supervisor (`{ ready: true, port }`), and runs until SIGTERM, SIGINT or the supervisor's end; then
 * takes no new requests, finishes those under way, and calls `closed`. `stopOthers` is called as soon as the stop begins:
 * it ends what else takes work in, and `closed` waits for it.
 */
export async function runUntilStopped(
  server: Server | null,
  at: { host: string; port: number },
  closed: () => Promise<void>,
  stopOthers: () => Promise<void> = async () => {},
): Promise<void> {
  const port = server ? await listen(server, at) : null;
  process.send?.({ ready: true, port });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    const othersStopped = stopOthers().catch((error) =>
      logger().error({ err: error }, "not stopped in order"),
    );
    const finish = () => void othersStopped.then(closed).finally(() => process.exit(0));
    if (!server) return finish();
    // Senders keep connections and go on with them, which would keep the server open until the grace is over.
    server.prependListener("request", (_req, res) => res.setHeader("Connection", "close"));
    server.close(finish);
    setInterval(() => server.closeIdleConnections(), idleCheckMs).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
  logger().debug({ at }, "listening");
}

async function listen(server: Server, at: { host: string; port: number }): Promise<number> {
  server.listen(at.port, at.host);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? address.port : at.port;
}
