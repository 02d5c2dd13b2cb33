import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { deliveringClient } from "#lib/db/client-of.ts";
import { logger } from "#lib/server/logger.ts";
import { isTrusted } from "#lib/server/peer.ts";
import { type Answer, problem } from "./answer.ts";
import { sendAnswer } from "./answer-http.ts";

/** `proceed` is there when the client waits to be asked for its body (`Expect: 100-continue`). */
export type Handler = (req: IncomingMessage, proceed: (() => void) | undefined) => Answer | Promise<Answer>;

export type IntakeLimits = {
  connections: number;
  /** Of one address that is no trusted proxy. */
  connectionsOfClient: number;
  trustedProxies: string[];
};

/**
 * The server of the intake process: node:http with bounds that no sender meets. A client that sends its head or its
 * body slowly, or opens many connections, holds little, and not for long.
 */
export function createIntakeServer(handler: Handler, limits: IntakeLimits): Server {
  const server = createServer({
    headersTimeout: 15_000,
    requestTimeout: 75_000,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16_384,
  });
  server.maxHeadersCount = 100;
  server.maxConnections = limits.connections;
  limitConnections(server, limits);
  server.on("request", (req, res) => void answer(handler, req, res, undefined));
  server.on("checkContinue", (req, res) => void answer(handler, req, res, () => res.writeContinue()));
  server.on("checkExpectation", (_req, res) => sendAnswer(res, unknownExpectation()));
  return server;
}

/** RFC 9110 §10.1.1: 100-continue is the only expectation there is. */
export function unknownExpectation(): Answer {
  return problem(417, "Of expectations, this address knows 100-continue alone.");
}

async function answer(
  handler: Handler,
  req: IncomingMessage,
  res: ServerResponse,
  proceed: (() => void) | undefined,
): Promise<void> {
  try {
    sendAnswer(res, await handler(req, proceed));
  } catch (error) {
    logger().error({ err: error }, "a request failed");
    if (res.headersSent) res.destroy();
    else sendAnswer(res, problem(500, "Something went wrong here."));
  }
}

/** Proxies, and whoever stands on loopback as one, bring many clients: those are counted by delivery. */
function limitConnections(server: Server, { connectionsOfClient, trustedProxies }: IntakeLimits): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const remote = socket.remoteAddress ?? null;
    if (remote === null || isTrusted(remote, trustedProxies)) return;
    const client = deliveringClient(remote);
    if (client === null) return;
    const count = (open.get(client) ?? 0) + 1;
    if (count > connectionsOfClient) {
      socket.destroy();
      return;
    }
    open.set(client, count);
    socket.once("close", () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
    });
  });
}
