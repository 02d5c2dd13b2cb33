import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { type Hop, missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import { chainErrorOf, readTlsFacts } from "#lib/net/tls/facts.ts";
import { shakeHands } from "#lib/net/tls/handshake.ts";
import { judgeCertificate } from "#lib/net/tls/judge-certificate.ts";
import type { CourierOptions, Tell } from "./errand.ts";

/**
 * TLS on the connection. A certificate that does not hold is told, and the report goes on all the same, as senders may
 * do (RFC 8460 §3 for https): so the page shows whether the rest works.
 */
export async function secure(
  tcp: Socket,
  { host, road }: { host: string; road: "https" | "mail" },
  { trust }: Pick<CourierOptions, "trust">,
  deadline: Deadline,
  tell: Tell,
): Promise<TLSSocket | null> {
  const shaken = await shakeHands(tcp, { host, context: trust, timeoutMs: deadline.remainingMs() });
  if (!shaken.ok) {
    await tell(missed("secured", "tls-failed", { host }, shaken.detail));
    return null;
  }
  const hop = judged(shaken.socket, host);
  await tell(road === "mail" && hop.fault !== null ? opportunistic(hop) : hop);
  return shaken.socket;
}

/** Senders of mail look at no certificate unless a policy tells them to (RFC 7435), so nobody stumbles over this one. */
function opportunistic(hop: Hop): Hop {
  return { ...hop, state: "ok", fault: "mail-certificate" };
}

function judged(socket: TLSSocket, host: string): Hop {
  const tls = readTlsFacts(socket);
  const values = { host, protocol: tls.protocol ?? "" };
  const fault = judgeCertificate(tls, { host, chainError: chainErrorOf(socket), now: new Date() });
  if (fault === null) return passed("secured", values);
  return missed("secured", fault.fault, values, fault.detail, "warning");
}
