import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { settleAskedPath } from "./asked-path.ts";
import { contextFor } from "./context.ts";
import { env } from "./env.ts";
import { settleForwarding } from "./forwarding.ts";
import { logger } from "./logger.ts";
import { runUntilStopped } from "./run-until-stopped.ts";

/**
 * The web process: Next behind our own `node:http` server, which makes some headers true before Next sees them.
 * Everything in `app/` may therefore believe `x-forwarded-for`, which is one address, the client's, and the path that
 * was asked for.
 */
async function main(): Promise<void> {
  const { host, port, production, trustedProxies } = env();
  const dir = fileURLToPath(new URL("../..", import.meta.url));
  const app = next({ dev: !production, dir, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer({ headersTimeout: 15_000, maxHeaderSize: 16_384 }, (req, res) => {
    settleForwarding(req.headers, req.socket.remoteAddress ?? null, trustedProxies);
    settleAskedPath(req.headers, req.url);
    handle(req, res).catch((error: unknown) => {
      logger().error({ err: error }, "a request failed");
      res.destroy();
    });
  });
  await runUntilStopped(server, { host, port }, async () => {
    await app.close();
    await contextFor({ kind: "system" }).db.close();
  });
}

// Next swallows rejections that nobody handles, so a start that failed would end as if all were well.
main().catch((error: unknown) => {
  logger().fatal({ err: error }, "the web process could not start");
  process.exit(1);
});
