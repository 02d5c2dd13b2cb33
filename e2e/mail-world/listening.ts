import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server is not listening on TCP");
  return address.port;
}

export function isAddressInUse(error: unknown): boolean {
  return codeOf(error) === "EADDRINUSE";
}

/** The system has no such address: on Linux all of 127.0.0.0/8 exists, elsewhere often 127.0.0.1 alone. */
export function isAddressMissing(error: unknown): boolean {
  return codeOf(error) === "EADDRNOTAVAIL";
}

/** A TCP port that is free on 127.0.0.1 now. */
export async function findFreePort(): Promise<number> {
  const server = await listen(() => {}, 0, "127.0.0.1");
  const { port } = server;
  await server.stop();
  return port;
}

export type Listener = { port: number; address: string; stop: () => Promise<void> };

/** Listens and keeps hold of its connections, so that `stop` never waits for a peer. */
export async function listen(
  onConnection: (socket: Socket) => void,
  port: number,
  address: string,
): Promise<Listener> {
  const connections = new Set<Socket>();
  const server = createServer((socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  server.listen(port, address);
  await once(server, "listening");
  return {
    port: portOf(server),
    address,
    async stop() {
      for (const socket of connections) socket.destroy();
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
