import { isIP, type Socket } from "node:net";
import { connect, type SecureContext, type TLSSocket } from "node:tls";

export type Handshake =
  | { ok: true; socket: TLSSocket }
  /** `code` is Node's, where there is one; `detail` has OpenSSL's reason. */
  | { ok: false; kind: "failed" | "timeout"; code: string | null; detail: string };

/**
 * TLS on a connected socket, with SNI for `host`. Completes whatever the certificate is worth and whatever name it
 * carries, so that `authorizationError` is about the chain alone; the caller judges. Never rejects; after a failure
 * nothing is left open.
 */
export function shakeHands(
  tcp: Socket,
  { host, context, timeoutMs }: { host: string; context: SecureContext; timeoutMs: number },
): Promise<Handshake> {
  return new Promise((resolve) => {
    const fail = (kind: "failed" | "timeout", code: string | null, detail: string) => {
      clearTimeout(timer);
      socket.destroy();
      tcp.destroy();
      resolve({ ok: false, kind, code, detail });
    };
    const timer = setTimeout(() => fail("timeout", null, "no TLS handshake in time"), timeoutMs);
    const socket = connect({
      socket: tcp,
      // A name that is an address has no SNI (RFC 6066 §3).
      servername: isIP(host) === 0 ? host : "",
      secureContext: context,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const closed = () => fail("failed", null, "connection closed during the handshake");
    // Stays for the socket's whole life: an error after the last reader has gone must not end the process.
    socket.on("error", (error: NodeJS.ErrnoException) =>
      fail("failed", error.code ?? null, tlsReason(error)),
    );
    socket.once("close", closed);
    // A socket that was closed before TLS took it over tells nobody.
    if (tcp.destroyed) closed();
    tcp.once("close", closed);
    socket.once("secureConnect", () => {
      clearTimeout(timer);
      resolve({ ok: true, socket });
    });
  });
}

/** OpenSSL's messages name its source files; `reason` is the part that means something. */
export function tlsReason(error: NodeJS.ErrnoException & { reason?: string }): string {
  return [error.code, error.reason ?? (error.code === undefined ? error.message : undefined)]
    .filter((part) => part !== undefined)
    .join(": ");
}
