import { createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";

export type TestServer = {
  port: number;
  /** Connections so far, by the local address that they came to. */
  connections: string[];
  /** Server names that clients indicated. */
  serverNames: (string | false | null)[];
  /** First chunks that clients sent inside TLS. */
  requests: string[];
  close(): Promise<void>;
};

/** What a server does with the first chunk of a request; writes raw octets, so that it can misbehave. */
export type Answerer = (socket: TLSSocket, request: string) => void;

/** Where a test server listens; port 0 is any free one. */
export type Place = { host: string; port: number };

const anywhere: Place = { host: "127.0.0.1", port: 0 };

/** A TLS server on loopback that answers each connection's first chunk as told. */
export async function startTlsServer(
  options: TlsOptions,
  answer: Answerer,
  place: Place = anywhere,
): Promise<TestServer> {
  const requests: string[] = [];
  const serverNames: TestServer["serverNames"] = [];
  const server = createServer(options, (socket) => {
    serverNames.push(socket.servername);
    socket.on("error", () => {});
    socket.once("data", (chunk) => {
      requests.push(chunk.toString());
      answer(socket, chunk.toString());
    });
  });
  server.on("tlsClientError", () => {});
  return { requests, serverNames, ...(await listen(server, place)) };
}

/** A TCP server on 127.0.0.1 that does with each connection what it is told. */
export async function startTcpServer(accept: (socket: Socket) => void): Promise<TestServer> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    accept(socket);
  });
  return { requests: [], serverNames: [], ...(await listen(server, anywhere)) };
}

/** Writes a whole HTTP/1.1 answer and ends the connection. */
export function respond(status: string, headers: Record<string, string>, body: string | Buffer): Answerer {
  return (socket) => {
    const lines = Object.entries({ "Content-Length": Buffer.byteLength(body), ...headers });
    socket.write(
      `HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    );
    socket.end(body);
  };
}

async function listen(
  server: Server,
  place: Place,
): Promise<Pick<TestServer, "port" | "connections" | "close">> {
  const connections: string[] = [];
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    connections.push(socket.localAddress ?? "");
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(place.port, place.host, resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the test server has no port");
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: bound.port, connections, close };
}
