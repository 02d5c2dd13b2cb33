import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { json, problem } from "./answer.ts";
import { createIntakeServer, type Handler, type IntakeLimits } from "./intake-server.ts";

const closing: (() => Promise<void>)[] = [];
beforeAll(() => {
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const limits: IntakeLimits = { connections: 100, connectionsOfClient: 100, trustedProxies: [] };

async function serve(handler: Handler, own: Partial<IntakeLimits> = {}): Promise<number> {
  const server = createIntakeServer(handler, { ...limits, ...own });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function dial(port: number): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  return socket;
}

/** All that the server says until it closes. */
async function hear(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await once(socket, "close");
  return Buffer.concat(chunks).toString();
}

const post = (headers: string) => `POST / HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`;
const read: Handler = async (req, proceed) => {
  proceed?.();
  const octets = Buffer.concat(await req.toArray()).byteLength;
  return json(201, { octets });
};

test("a client that waits to be asked for its body is asked once it may send it", async () => {
  const socket = dial(await serve(read));
  socket.write(post("Content-Length: 4\r\nExpect: 100-continue\r\nConnection: close"));
  const [asked] = await once(socket, "data");
  expect(String(asked)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  socket.write("body");
  expect(await hear(socket)).toMatch(/^HTTP\/1\.1 201 Created[\s\S]*\{"octets":4\}/);
});

test("it is not asked for what is refused", async () => {
  const socket = dial(await serve(() => problem(404, "No.")));
  socket.end(post("Content-Length: 4\r\nExpect: 100-continue"));
  const heard = await hear(socket);
  expect(heard).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  expect(heard).not.toContain("100 Continue");
});

test("another expectation fails", async () => {
  const socket = dial(await serve(read));
  socket.end(post("Content-Length: 0\r\nExpect: 200-ok"));
  expect(await hear(socket)).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n[\s\S]*100-continue/);
});

test("who sends a large body that nobody wants hears the answer all the same", async () => {
  const socket = dial(await serve(() => problem(413, "Too large.")));
  socket.write(post("Content-Length: 8000000"));
  socket.write(Buffer.alloc(8_000_000));
  const heard = await hear(socket);
  expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  expect(heard).toMatch(/\r\nConnection: close\r\n/);
  expect(heard.endsWith("}")).toBe(true);
});

test("what is left of a body is not taken for a request", async () => {
  const socket = dial(await serve(() => problem(413, "Too large.")));
  socket.end(`${post("Content-Length: 60")}${post("Content-Length: 0")}`.padEnd(200));
  expect((await hear(socket)).match(/HTTP\/1\.1 413/g)).toHaveLength(1);
});

test("connections are counted, all of them", async () => {
  const port = await serve(read, { connections: 2 });
  const held = [dial(port), dial(port)];
  await Promise.all(held.map((socket) => once(socket, "connect")));
  expect(await hear(dial(port))).toBe("");
});

test("no address opens more connections than its part", async () => {
  const server = createIntakeServer(read, {
    ...limits,
    connectionsOfClient: 2,
    trustedProxies: ["192.0.2.9"],
  });
  const from = (remoteAddress: string) => {
    const socket = Object.assign(new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }), {
      remoteAddress,
    });
    server.emit("connection", socket);
    return socket;
  };
  const held = [from("198.51.100.1"), from("198.51.100.1")];
  expect(from("198.51.100.1").destroyed).toBe(true);
  const others = [
    "198.51.100.2",
    "192.0.2.9",
    "192.0.2.9",
    "192.0.2.9",
    "127.0.0.1",
    "127.0.0.1",
    "127.0.0.1",
  ];
  expect(others.map((address) => from(address).destroyed)).not.toContain(true);
  held[0]?.destroy();
  await once(held[0] ?? server, "close");
  expect(from("198.51.100.1").destroyed).toBe(false);
});

test("a head that is too large is refused", async () => {
  const socket = dial(await serve(read));
  socket.end(post(`X: ${"x".repeat(20_000)}`));
  expect(await hear(socket)).toMatch(/^HTTP\/1\.1 431 /);
});

test("a fault of ours is no answer to keep", async () => {
  const socket = dial(await serve(() => Promise.reject(new Error("broken"))));
  socket.end(post("Content-Length: 0\r\nConnection: close"));
  expect(await hear(socket)).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/);
});
