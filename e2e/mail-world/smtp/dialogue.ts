import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import type { SmtpDescription } from "../description.ts";
import { createLineReader } from "./line-reader.ts";

/** A message that an MX took. It stays in memory; nothing is ever sent on. */
export type ReceivedMail = {
  host: string;
  from: string;
  to: string[];
  /** As sent between DATA and the final dot, dots unstuffed, lines joined by CRLF. */
  content: string;
  /** The TLS version, or `null` for plain text. */
  tls: string | null;
};

export type Dialogue = {
  host: string;
  smtp: SmtpDescription;
  secureContext: () => Promise<SecureContext>;
  onCommand: (command: string) => void;
  onMail: (mail: ReceivedMail) => void;
};

type Session = {
  socket: Socket;
  dialogue: Dialogue;
  tls: string | null;
  envelope: { from: string; to: string[] } | null;
  /** The lines of a message under way; `null` between messages. */
  content: string[] | null;
};

/** Speaks the server's side of SMTP (RFC 5321) with STARTTLS (RFC 3207) until either side ends it. */
export function converse(socket: Socket, dialogue: Dialogue): void {
  const connection = dialogue.smtp.connection ?? "normal";
  switch (connection) {
    case "silent":
      socket.resume();
      return;
    case "reset":
      socket.resetAndDestroy();
      return;
    case "normal":
    case "refused": // its address has no listener
      greet(socket, dialogue);
      return;
    default:
      connection satisfies never;
  }
}

function greet(socket: Socket, dialogue: Dialogue): void {
  listenForLines({ socket, dialogue, tls: null, envelope: null, content: null });
  const banner = dialogue.smtp.banner ?? `220 ${dialogue.host} ESMTP mail-world`;
  say(socket, banner);
  if (banner.startsWith("421")) socket.end(); // "closing transmission channel" (RFC 5321 §4.2.3)
}

/** Runs one session over its socket; STARTTLS begins a new one over the encrypted socket. */
function listenForLines(session: Session): void {
  const onData = createLineReader((line) => {
    if (session.content !== null) return takeContent(session, session.content, line);
    const command = line.split(" ", 1)[0]?.toUpperCase() ?? "";
    session.dialogue.onCommand(command);
    if (command === "STARTTLS" && session.tls === null) {
      if (!startTls(session)) return "more";
      // What was pipelined behind STARTTLS came in plain text and is dropped (RFC 3207 §4.2).
      session.socket.off("data", onData);
      return "stop";
    }
    say(session.socket, ...replyTo(session, command, line));
    if (command === "QUIT") session.socket.end();
    return command === "QUIT" ? "stop" : "more";
  });
  session.socket.on("data", onData);
}

function replyTo(session: Session, command: string, line: string): string[] {
  const { host, smtp } = session.dialogue;
  // A host that greets with 554 takes QUIT alone (RFC 5321 §3.1).
  if (smtp.banner?.startsWith("5") && command !== "QUIT") return ["503 5.5.1 No service here"];
  switch (command) {
    case "EHLO":
      session.envelope = null;
      return capabilities(session);
    case "HELO":
      return [`250 ${host}`];
    case "MAIL":
      session.envelope = { from: addressIn(line), to: [] };
      return ["250 2.1.0 OK"];
    case "RCPT":
      if (session.envelope === null) return ["503 5.5.1 MAIL first"];
      session.envelope.to.push(addressIn(line));
      return ["250 2.1.5 OK"];
    case "DATA":
      if (session.envelope === null || session.envelope.to.length === 0) return ["503 5.5.1 RCPT first"];
      session.content = [];
      return ["354 End with a dot on a line by itself"];
    case "RSET":
      session.envelope = null;
      return ["250 2.0.0 OK"];
    case "NOOP":
      return ["250 2.0.0 OK"];
    case "QUIT":
      return ["221 2.0.0 Bye"];
    default:
      return ["500 5.5.2 Not understood"];
  }
}

function capabilities({ tls, dialogue: { host, smtp } }: Session): string[] {
  const offersTls = tls === null && smtp.starttls !== "not-offered";
  return [`250-${host}`, "250-SIZE 10485760", ...(offersTls ? ["250-STARTTLS"] : []), "250 8BITMIME"];
}

function takeContent(session: Session, content: string[], line: string): "more" {
  if (line !== ".") {
    content.push(line.startsWith(".") ? line.slice(1) : line);
    return "more";
  }
  const { from, to } = session.envelope ?? { from: "", to: [] };
  session.dialogue.onMail({
    host: session.dialogue.host,
    from,
    to,
    content: content.join("\r\n"),
    tls: session.tls,
  });
  session.content = null;
  session.envelope = null;
  say(session.socket, "250 2.0.0 Kept in memory");
  return "more";
}

/** Answers STARTTLS as described; true when the plain session is over. */
function startTls(session: Session): boolean {
  const { socket, dialogue } = session;
  const manner = dialogue.smtp.starttls ?? "good";
  switch (manner) {
    case "not-offered":
      say(socket, "502 5.5.1 Not implemented");
      return false;
    case "refused":
      say(socket, "454 4.7.0 TLS not available for now");
      return false;
    case "silent":
      say(socket, "220 2.0.0 Go ahead");
      return true;
    case "broken":
      say(socket, "220 2.0.0 Go ahead");
      socket.once("data", () => socket.end("this is not TLS\r\n"));
      return true;
    case "good":
      upgrade(session).catch(() => socket.destroy());
      return true;
    default:
      return manner satisfies never;
  }
}

async function upgrade({ socket, dialogue }: Session): Promise<void> {
  socket.pause();
  const secureContext = await dialogue.secureContext();
  socket.write("220 2.0.0 Go ahead\r\n");
  const secure = new TLSSocket(socket, { isServer: true, secureContext });
  secure.on("error", () => secure.destroy()); // clients that refuse the certificate end like this
  secure.once("secure", () =>
    listenForLines({ socket: secure, dialogue, tls: secure.getProtocol(), envelope: null, content: null }),
  );
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? "";
}

function say(socket: Socket, ...lines: string[]): void {
  if (socket.writable) socket.write(lines.map((line) => `${line}\r\n`).join(""));
}
