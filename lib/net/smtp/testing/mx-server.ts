import { createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket, type TlsOptions } from "node:tls";
import { onTestFinished } from "vitest";

/** What the server says, octet for octet, as Latin-1; `null` says nothing. What is left out is a good server's answer. */
export type Script = {
  greeting?: string | null;
  ehlo?: string | null;
  starttls?: string | null;
  /** Whom it is in TLS, which begins when STARTTLS was answered with 2xx. */
  tls?: TlsOptions;
  /** Takes over the socket once STARTTLS was answered, in place of TLS. */
  instead?: (socket: Socket) => void;
  /** It answers QUIT and does not close. */
  lingers?: boolean;
};

/** `commands` in order, those inside TLS with `TLS:` before them; `serverName` is what the client indicated. */
export type SeenSession = { address: string; commands: string[]; serverName: string | false | null };

export type MxServer = {
  port: number;
  sessions: SeenSession[];
  /** The most connections that were open at a time. */
  mostAtOnce: () => number;
  /** Connections that the client has not closed yet. */
  open: () => number;
};

/** An MX host on loopback for the running test, closed at its end. `script` is asked anew for each connection. */
export async function serveMx(
  script: Script | ((session: number) => Script),
  place: { host: string; port: number } = { host: "127.0.0.1", port: 0 },
): Promise<MxServer> {
  const sessions: SeenSession[] = [];
  const open = new Set<Socket>();
  let most = 0;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    most = Math.max(most, open.size);
    const leave = () => open.delete(socket);
    socket.on("error", leave).on("end", leave).on("close", leave);
    const session = { address: socket.localAddress ?? "", commands: [], serverName: null };
    const asked = typeof script === "function" ? script(sessions.length) : script;
    sessions.push(session);
    converse(socket, asked, session);
  });
  await new Promise<void>((resolve) => server.listen(place.port, place.host, resolve));
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  onTestFinished(async () => {
    for (const socket of [...sockets, ...open]) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the test server has no port");
  return { port: bound.port, sessions, mostAtOnce: () => most, open: () => open.size };
}

export const greeting = "220 mx.a.test ESMTP\r\n";
export const offers = "250-mx.a.test\r\n250-SIZE 10485760\r\n250-STARTTLS\r\n250 8BITMIME\r\n";

function converse(socket: Socket, script: Script, session: SeenSession): void {
  say(socket, script.greeting, greeting);
  const onLine = (line: string) => {
    session.commands.push(line);
    const [verb = ""] = line.split(" ");
    if (verb === "EHLO") say(socket, script.ehlo, offers);
    if (verb === "QUIT") farewell(socket, script);
    if (verb !== "STARTTLS") return;
    socket.removeAllListeners("data");
    const answer = script.starttls === undefined ? "220 Go ahead\r\n" : script.starttls;
    say(socket, answer, "");
    if (script.instead) script.instead(socket);
    else if (script.tls && answer?.startsWith("2")) secure(socket, script, session);
    else socket.on("data", lines(onLine));
  };
  socket.on("data", lines(onLine));
}

function secure(socket: Socket, script: Script, session: SeenSession): void {
  const secureContext = createSecureContext(script.tls);
  const tls = new TLSSocket(socket, { ...script.tls, isServer: true, secureContext });
  tls.on("error", () => socket.destroy());
  // Once TLS has taken it over, the socket below tells nothing.
  tls.on("end", () => socket.destroy());
  tls.once("secure", () => {
    session.serverName = (tls as TLSSocket & { servername?: string | false }).servername ?? null;
  });
  tls.on(
    "data",
    lines((line) => {
      session.commands.push(`TLS:${line}`);
      if (line === "QUIT") farewell(tls, script);
    }),
  );
}

function farewell(socket: Socket, { lingers }: Script): void {
  socket.write("221 Bye\r\n");
  if (!lingers) socket.end();
}

function say(socket: Socket, told: string | null | undefined, usual: string): void {
  if (told !== null) socket.write(Buffer.from(told ?? usual, "latin1"));
}

function lines(onLine: (line: string) => void): (chunk: Buffer) => void {
  let waiting = "";
  return (chunk) => {
    waiting += chunk.toString("latin1");
    for (let end = waiting.indexOf("\r\n"); end >= 0; end = waiting.indexOf("\r\n")) {
      const line = waiting.slice(0, end);
      waiting = waiting.slice(end + 2);
      onLine(line);
    }
  };
}
