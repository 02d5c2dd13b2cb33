import { connect, isIP, type Socket } from "node:net";
import type { Deadline } from "./deadline.ts";

export type DialFault = "connect-refused" | "connect-timeout" | "network";

export type Dialled =
  | { ok: true; address: string; socket: Socket }
  | { ok: false; address: string; fault: DialFault; detail: string };

/** Connects to one literal address, waiting at most `timeoutMs`. Never rejects; the caller owns the socket. */
export type Dialler = (address: string, target: { port: number; timeoutMs: number }) => Promise<Dialled>;

/**
 * Connects to the first of these addresses that accepts, each tried for at most `connectMs`. Only literal
 * addresses can be given, so no name is resolved between the target check and the connection. When none
 * accepts, the most telling fault is returned and its detail names every try. Never rejects.
 */
export async function dial(
  addresses: readonly [string, ...string[]],
  { port, connectMs, deadline }: { port: number; connectMs: number; deadline: Deadline },
): Promise<Dialled> {
  const faults: Extract<Dialled, { ok: false }>[] = [];
  for (const address of addresses) {
    const timeoutMs = Math.min(connectMs, deadline.remainingMs());
    const dialled = timeoutMs > 0 ? await dialAddress(address, { port, timeoutMs }) : noTimeLeft(address);
    if (dialled.ok) return dialled;
    faults.push(dialled);
  }
  const detail = faults.map((fault) => `${fault.address}: ${fault.detail}`).join("; ");
  const worst = faults.toSorted((a, b) => telling.indexOf(a.fault) - telling.indexOf(b.fault))[0];
  return { ...(worst ?? noTimeLeft(addresses[0])), detail };
}

/** A refusal comes from the host itself; other errors are often our own side's, such as a missing IPv6 route. */
const telling: DialFault[] = ["connect-refused", "connect-timeout", "network"];

/** Straight from this machine. Throws for anything but a literal address: a name here would be a bug. */
export const dialAddress: Dialler = (address, { port, timeoutMs }) => {
  if (isIP(address) === 0) throw new Error(`not an IP address: ${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => {
      socket.destroy();
      resolve({
        ok: false,
        address,
        fault: "connect-timeout",
        detail: `no connection within ${timeoutMs} ms`,
      });
    }, timeoutMs);
    // Stays for the socket's whole life: an error after the last reader has gone must not end the process.
    socket.on("error", (error) => {
      clearTimeout(timer);
      resolve({ ok: false, address, ...connectFault(error) });
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve({ ok: true, address, socket });
    });
  });
};

function connectFault(error: NodeJS.ErrnoException): { fault: DialFault; detail: string } {
  const detail = error.code ?? error.message;
  switch (error.code) {
    case "ECONNREFUSED":
      return { fault: "connect-refused", detail };
    case "ETIMEDOUT":
      return { fault: "connect-timeout", detail };
    default:
      return { fault: "network", detail };
  }
}

function noTimeLeft(address: string): Extract<Dialled, { ok: false }> {
  return { ok: false, address, fault: "connect-timeout", detail: "no time left to connect" };
}
