import type { Socket } from "node:net";
import { type Reply, replyCaps, takeReply } from "./reply.ts";

/** What came of waiting for a reply. */
export type Heard =
  | { kind: "reply"; reply: Reply }
  | { kind: "malformed"; detail: string }
  | { kind: "silence" }
  | { kind: "closed"; detail: string };

/** The plain-text part of one SMTP session, seen from the client. */
export type Conversation = {
  /** Sends one command; the line end is added. */
  say(command: string): void;
  /** Waits for the next reply, `timeoutMs` for the whole of it, however slowly it trickles in. */
  hear(timeoutMs: number): Promise<Heard>;
  /** Whether the server has said more than it was asked for. */
  hasUnread(): boolean;
  /** Stops reading, so that TLS can take over the socket. */
  release(): void;
};

/** Reads from the socket until `release`, holding back the server that sends faster than we take. */
export function converse(socket: Socket): Conversation {
  let unread = "";
  let ended: string | null = null;
  let look = () => {};
  const onData = (chunk: Buffer) => {
    unread += chunk.toString("latin1");
    if (unread.length > replyCaps.replyOctets) socket.pause();
    look();
  };
  const onEnd = (reason: string) => {
    ended ??= reason;
    look();
  };
  socket.on("data", onData);
  socket.on("error", (error: NodeJS.ErrnoException) => onEnd(error.code ?? error.message));
  socket.on("end", () => onEnd("closed by the server"));
  socket.on("close", () => onEnd("closed"));

  const hear = (timeoutMs: number) =>
    new Promise<Heard>((resolve) => {
      const settle = (heard: Heard) => {
        clearTimeout(timer);
        look = () => {};
        resolve(heard);
      };
      const timer = setTimeout(() => settle({ kind: "silence" }), timeoutMs);
      look = () => {
        const taken = takeReply(unread);
        if (taken.kind === "reply") unread = taken.rest;
        if (taken.kind !== "incomplete") return settle(taken);
        if (ended !== null) settle({ kind: "closed", detail: ended });
      };
      socket.resume();
      look();
    });

  return {
    say: (command) => void socket.write(`${command}\r\n`),
    hear,
    hasUnread: () => unread !== "",
    release() {
      socket.off("data", onData);
      socket.pause();
    },
  };
}
