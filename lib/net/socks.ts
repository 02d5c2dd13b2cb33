import { connect, isIP, type Socket } from "node:net";
import { SocksClient } from "socks";
import type { DialFault, Dialled, Dialler } from "./dial.ts";
import type { SocksProxy } from "./smtp/probe-source.ts";

/**
 * Connects through a SOCKS 5 proxy, which is handed literal addresses alone: what was checked is what it dials. The
 * proxy's own address is the operator's choice and is not checked. What fails on the way to the proxy, or at it, is our
 * own trouble: fault `network`, its detail beginning with `proxy:`. `timeoutMs` holds for the way to the proxy, and
 * again for the proxy's way to the target.
 */
export function socksDialler(proxy: SocksProxy): Dialler {
  return async (address, { port, timeoutMs }) => {
    if (isIP(address) === 0) throw new Error(`not an IP address: ${address}`);
    const reached = await reachProxy(proxy, timeoutMs);
    if (!reached.ok) return { ok: false, address, fault: "network", detail: `proxy: ${reached.detail}` };
    return dialThrough(reached.socket, proxy, address, { port, timeoutMs });
  };
}

type ReachedProxy = { ok: true; socket: Socket } | { ok: false; detail: string };

function reachProxy({ host, port }: SocksProxy, timeoutMs: number): Promise<ReachedProxy> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const fail = (detail: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ok: false, detail });
    };
    const timer = setTimeout(() => fail(`no connection within ${timeoutMs} ms`), timeoutMs);
    // Stays for the socket's whole life: an error after the last reader has gone must not end the process.
    socket.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve({ ok: true, socket });
    });
  });
}

async function dialThrough(
  socket: Socket,
  { host, port, user, password }: SocksProxy,
  address: string,
  target: { port: number; timeoutMs: number },
): Promise<Dialled> {
  const credentials = user === null || password === null ? {} : { userId: user, password };
  try {
    await SocksClient.createConnection({
      command: "connect",
      proxy: { host, port, type: 5, ...credentials },
      destination: { host: address, port: target.port },
      timeout: target.timeoutMs,
      existing_socket: socket,
    });
    return { ok: true, address, socket };
  } catch (error) {
    socket.destroy();
    const isProxySilent = socket.bytesRead === 0;
    return { ok: false, address, ...proxyFault(error, target.timeoutMs, isProxySilent) };
  }
}

/** Only the message is looked at: the library's errors carry the options along, and the password in them. */
function proxyFault(
  error: unknown,
  timeoutMs: number,
  isProxySilent: boolean,
): { fault: DialFault; detail: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (message === "Proxy connection timed out" && !isProxySilent)
    return { fault: "connect-timeout", detail: `no connection through the proxy within ${timeoutMs} ms` };
  const said = /^Socks5 proxy rejected connection - (\w+)$/.exec(message)?.[1];
  return answers[said ?? ""] ?? { fault: "network", detail: `proxy: ${said ?? message}` };
}

/** What a proxy says about the target rather than about itself (RFC 1928 §6). */
const answers: Record<string, { fault: DialFault; detail: string }> = {
  NetworkUnreachable: { fault: "network", detail: "network unreachable, says the proxy" },
  HostUnreachable: { fault: "network", detail: "host unreachable, says the proxy" },
  ConnectionRefused: { fault: "connect-refused", detail: "connection refused, says the proxy" },
  TTLExpired: { fault: "connect-timeout", detail: "TTL expired, says the proxy" },
};
