import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "#lib/services/context.ts";
import type { Answer } from "./answer.ts";
import { answerReportRequest } from "./answer-request.ts";

/** The token in the path of a request target; `null`: the path is no report address. */
export function reportTokenIn(target: string | undefined): string | null {
  const path = (target ?? "").split("?", 1)[0] ?? "";
  return /^\/api\/tlsrpt\/([a-z0-9]{1,64})\/?$/i.exec(path)?.[1] ?? null;
}

/** `answerReportRequest` for a request of node:http; `proceed` as there. */
export function answerNodeRequest(
  context: Context,
  req: IncomingMessage,
  from: { token: string; peer: string | null; proceed?: (() => void) | undefined },
): Answer | Promise<Answer> {
  const header = (name: string) => req.headers[name]?.toString() ?? null;
  return answerReportRequest(context, { method: req.method ?? "", header, body: req, ...from });
}

/** What is still read of a body that nobody wanted, so that its sender, who may send it whole first, sees the answer. */
const leftOver = { octets: 16_777_216, ms: 5_000 };

/**
 * Sends the answer. After a body that was not read to its end the connection is closed, so that the rest is not taken for
 * the next request, but gently: closed at once, the answer could be lost on its way (RFC 9112 §9.6).
 */
export function sendAnswer(res: ServerResponse, { status, headers, body }: Answer): void {
  const { req } = res;
  const whole = status === 204 ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) };
  if (req.complete) {
    res.writeHead(status, whole);
    res.end(body);
    return;
  }
  res.writeHead(status, { ...whole, Connection: "close" });
  if (req.method === "HEAD" || status === 204) res.flushHeaders();
  else res.write(body);
  closeGently(req, res);
}

function closeGently(req: IncomingMessage, res: ServerResponse): void {
  let octets = 0;
  const end = () => {
    clearTimeout(timer);
    req.removeAllListeners("data");
    res.end();
  };
  const timer = setTimeout(end, leftOver.ms);
  req.on("data", (chunk: Buffer) => {
    octets += chunk.byteLength;
    if (octets > leftOver.octets) end();
  });
  req.once("end", end);
  req.once("close", end);
  req.once("error", end);
}
