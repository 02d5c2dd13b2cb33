import type { IncomingHttpHeaders } from "node:http";
import { isTrusted, peerAddress } from "./peer.ts";

/**
 * Makes a request's forwarding headers true, in place, before anything behind reads them: `x-forwarded-for` becomes the
 * one address of the client, and what only a proxy may say (host and scheme of the outside) stays from trusted ones
 * alone. Anybody can send these headers.
 */
export function settleForwarding(
  headers: IncomingHttpHeaders,
  remote: string | null,
  trustedProxies: string[],
): void {
  const peer = peerAddress(remote, text(headers["x-forwarded-for"]), trustedProxies);
  for (const name of neverBelieved) delete headers[name];
  if (!isTrusted(remote, trustedProxies)) for (const name of fromProxiesOnly) delete headers[name];
  if (peer) headers["x-forwarded-for"] = peer;
}

const neverBelieved = ["x-forwarded-for", "x-forwarded-port", "x-real-ip", "x-client-ip", "forwarded"];
const fromProxiesOnly = ["x-forwarded-host", "x-forwarded-proto"];

function text(header: string | string[] | undefined): string | null {
  return header?.toString() ?? null;
}
