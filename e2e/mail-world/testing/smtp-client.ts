import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from "node:tls";

/** A raw SMTP dialogue, line by line. Replies reject with an `Error` when the connection ends first. */
export type SmtpClient = {
  /** The next whole reply, its lines joined by `|`. */
  reply: () => Promise<string>;
  /** Sends a line and waits for the reply. */
  say: (line: string) => Promise<string>;
  /** Sends lines without waiting. */
  write: (...lines: string[]) => void;
  /** Runs the TLS handshake; what follows is encrypted. */
  upgrade: (options: ConnectionOptions) => Promise<TLSSocket>;
  close: () => void;
};

/** Connects; rejects with the socket's error, or when `patienceMs` pass without a word from the other side. */
export async function openSmtp(address: string, port: number, patienceMs = 10_000): Promise<SmtpClient> {
  const socket = connect(port, address);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error("silence")));
  await once(socket, "connect");
  let current: Conversation = converse(socket);
  const write = (...lines: string[]) => current.socket.write(lines.map((line) => `${line}\r\n`).join(""));
  return {
    reply: () => current.reply(),
    say(line) {
      write(line);
      return current.reply();
    },
    write,
    async upgrade(options) {
      current.leave();
      const secure = tlsConnect({ ...options, socket });
      await once(secure, "secureConnect");
      current = converse(secure);
      return secure;
    },
    close: () => socket.destroy(),
  };
}

type Conversation = { socket: Socket; reply: () => Promise<string>; leave: () => void };

function converse(socket: Socket): Conversation {
  let text = "";
  let ended: Error | null = null;
  let wake = () => {};
  const onData = (chunk: Buffer) => {
    text += chunk.toString("latin1");
    wake();
  };
  const onEnd = (error?: Error) => {
    ended ??= error instanceof Error ? error : new Error("the connection ended");
    wake();
  };
  socket
    .on("data", onData)
    .on("error", onEnd)
    .on("end", onEnd)
    .on("close", () => onEnd());
  return {
    socket,
    leave: () => socket.off("data", onData),
    async reply() {
      for (;;) {
        const whole = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3}(?: [^\r\n]*)?\r\n/.exec(text)?.[0];
        if (whole !== undefined) {
          text = text.slice(whole.length);
          return whole.trimEnd().replaceAll("\r\n", "|");
        }
        if (ended) throw ended;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
