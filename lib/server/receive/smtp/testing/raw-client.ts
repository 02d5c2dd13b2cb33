import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { onTestFinished } from "vitest";

/** A client that says what a test wants, octet for octet. */
export type RawClient = {
  /** Sends and waits for the next reply, of however many lines. */
  ask(octets: string): Promise<string>;
  /** The next reply. */
  hear(): Promise<string>;
  say(octets: string | Buffer): void;
  /** All that comes until the server closes the connection. */
  untilClosed(): Promise<string>;
  /** Breaks the connection. */
  hangUp(): void;
  /** The certificate of the server once TLS stands on the same connection. */
  startTls(): Promise<{ client: RawClient; certificate: string }>;
};

/** Connects and hears the greeting. */
export async function rawClient(port: number): Promise<{ client: RawClient; greeting: string }> {
  const client = talkOver(connect({ host: "127.0.0.1", port }));
  return { client, greeting: await client.hear() };
}

function talkOver(socket: Socket): RawClient {
  let text = "";
  let closed = false;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    text += chunk.toString("latin1");
    wake();
  };
  const onEnd = () => {
    closed = true;
    wake();
  };
  socket.on("data", onData).on("close", onEnd).on("end", onEnd).on("error", onEnd);
  onTestFinished(() => void socket.destroy());
  const change = () => new Promise<void>((resolve) => (wake = resolve));
  const hear = async () => {
    for (;;) {
      const reply = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(text)?.[0];
      if (reply) {
        text = text.slice(reply.length);
        return reply.trimEnd();
      }
      if (closed) return "closed";
      await change();
    }
  };
  const say = (octets: string | Buffer) => void socket.write(octets);
  return {
    hear,
    say,
    ask(octets) {
      say(`${octets}\r\n`);
      return hear();
    },
    hangUp: () => void socket.destroy(),
    async untilClosed() {
      while (!closed) await change();
      return text;
    },
    async startTls() {
      socket.removeListener("data", onData);
      const tls = connectTls({ socket, rejectUnauthorized: false });
      await new Promise<void>((done, fail) => tls.once("secureConnect", done).once("error", fail));
      return { client: talkOver(tls), certificate: tls.getPeerCertificate().fingerprint256 };
    },
  };
}
