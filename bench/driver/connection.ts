import { connect, type Socket } from "node:net";

/** One kept connection to an HTTP server on loopback, one request at a time. */
export type Connection = {
  /** Sends a whole request and resolves with the status of the answer, once all of that has come. */
  send(request: Buffer): Promise<number>;
  close(): void;
};

/** As small as HTTP/1.1 allows, so that the measurement is about the server and hardly about the one who asks. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  let answered: { resolve(status: number): void; reject(error: Error): void } | null = null;
  let got = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    got += chunk;
    if (!isComplete(got)) return;
    const status = Number(got.slice(9, 12));
    got = "";
    answered?.resolve(status);
  });
  const fail = () => answered?.reject(new Error("the server closed the connection"));
  socket.on("close", fail);
  socket.on("error", fail);
  return {
    send: (request) => sendOn(socket, request, (waiting) => (answered = waiting)),
    close: () => socket.destroy(),
  };
}

function sendOn(
  socket: Socket,
  request: Buffer,
  wait: (waiting: { resolve(status: number): void; reject(error: Error): void }) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    wait({ resolve, reject });
    socket.write(request);
  });
}

/** An answer with `Content-Length`, or a chunked one. */
function isComplete(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head + 2))?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length >= head + 4 + Number(length);
}
