import { connect } from "node:net";
import { Worker } from "node:worker_threads";

/**
 * A listener that never accepts, its queue filled, so that further attempts get no answer. Its thread sleeps
 * in `Atomics.wait`, since a running event loop would accept.
 */
export async function startDeafServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const code = `
    const { parentPort } = require("node:worker_threads");
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  const fillers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const socket = connect(port, "127.0.0.1").on("error", () => {});
      await Promise.race([
        new Promise((resolve) => socket.once("connect", resolve)),
        new Promise((r) => setTimeout(r, 50)),
      ]);
      return socket;
    }),
  );
  const close = async () => {
    for (const filler of fillers) filler.destroy();
    await worker.terminate();
  };
  return { port, close };
}
