import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** How a proxy behaves: the code that it answers CONNECT with (RFC 1928 §6), 0 connects; or something worse. */
export type SocksManner = number | "silent" | "silent-on-connect" | "closes" | "garbage" | "no-method";

export type SocksServer = {
  port: number;
  /** Targets as they were asked for: the type of address, and what it says. */
  targets: { type: "ipv4" | "ipv6" | "name"; host: string; port: number }[];
  /** `user:password` of each client that gave them. */
  credentials: string[];
};

/** A SOCKS 5 proxy on loopback for the running test; with an account it takes nobody else. */
export async function serveSocks(manner: SocksManner, account: string | null = null): Promise<SocksServer> {
  const seen: Omit<SocksServer, "port"> = { targets: [], credentials: [] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const answers = [chooseMethod(manner, account), ...(account === null ? [] : [logIn(account, seen)])];
    const steps = [...answers, (message: Buffer) => connectTo(socket, message, manner, seen)];
    socket.on("data", (message: Buffer) => {
      const answer = steps.shift()?.(message);
      if (answer) socket.write(answer);
      if (steps.length === 0) socket.removeAllListeners("data");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the test proxy has no port");
  return { port: bound.port, ...seen };
}

type Step = (message: Buffer) => Buffer | null;

function chooseMethod(manner: SocksManner, account: string | null): Step {
  return (message) => {
    if (manner === "silent") return null;
    if (manner === "garbage") return Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n");
    const wanted = account === null ? 0 : 2;
    const isOffered = message.subarray(2).includes(wanted) && manner !== "no-method";
    return Buffer.of(5, isOffered ? wanted : 0xff);
  };
}

function logIn(account: string, seen: Pick<SocksServer, "credentials">): Step {
  return (message) => {
    const userLength = message[1] ?? 0;
    const user = message.subarray(2, 2 + userLength).toString();
    const given = `${user}:${message.subarray(3 + userLength).toString()}`;
    seen.credentials.push(given);
    return Buffer.of(1, given === account ? 0 : 1);
  };
}

function connectTo(
  socket: Socket,
  message: Buffer,
  manner: SocksManner,
  seen: Pick<SocksServer, "targets">,
): Buffer | null {
  const target = readTarget(message);
  seen.targets.push(target);
  if (manner === "closes") socket.destroy();
  if (typeof manner !== "number") return null;
  if (manner !== 0) return reply(manner);
  const onward = connect({ host: target.host, port: target.port });
  onward.on("error", () => socket.destroy());
  onward.once("connect", () => {
    socket.write(reply(0));
    socket.pipe(onward).pipe(socket);
  });
  return null;
}

/** With 0.0.0.0:0 as the bound address. */
function reply(code: number): Buffer {
  return Buffer.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0);
}

function readTarget(message: Buffer): SocksServer["targets"][number] {
  const port = message.readUInt16BE(message.length - 2);
  const address = message.subarray(4, -2);
  if (message[3] === 1) return { type: "ipv4", host: [...address].join("."), port };
  if (message[3] === 4) return { type: "ipv6", host: address.toString("hex"), port };
  return { type: "name", host: address.subarray(1).toString(), port };
}
