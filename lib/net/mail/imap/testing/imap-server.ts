import { connect, createServer, type Socket } from "node:net";

/** A real IMAP server on loopback, with a mailbox that has INBOX and the folder `Archive`. */
export type TestImapServer = {
  name: string;
  port: number;
  user: string;
  password: string;
  /** Puts mails into INBOX. */
  put(mails: readonly (string | Buffer)[]): Promise<void>;
  /** Gives INBOX another UIDVALIDITY; the mails get new UIDs. */
  renumber(): Promise<void>;
  stop(): Promise<void>;
};

/** Stands between client and server: what the client says, and a hand on the wire. */
export type Wire = {
  port: number;
  /** Command lines of the clients, without tags; the arguments of logins are left out. */
  commands: string[];
  /** Ends every connection as soon as a command of that kind has come. */
  cutAt(pattern: RegExp | null): void;
  /** Connections so far, and those open now. */
  count(): { all: number; open: number };
  close(): Promise<void>;
};

/** Listens on loopback and passes everything on to `port`. */
export async function startWire(port: number): Promise<Wire> {
  const commands: string[] = [];
  const open = new Set<Socket>();
  let all = 0;
  let cut: RegExp | null = null;
  const server = createServer((client) => {
    all += 1;
    open.add(client);
    const behind = connect({ port, host: "127.0.0.1" });
    const end = () => {
      open.delete(client);
      client.destroy();
      behind.destroy();
    };
    for (const socket of [client, behind]) socket.on("error", end).on("close", end);
    behind.on("data", (chunk) => client.write(chunk));
    client.on("data", (chunk) => {
      const said = commandsIn(chunk.toString("latin1"));
      commands.push(...said);
      if (cut !== null && said.some((command) => cut?.test(command))) return end();
      behind.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    commands,
    cutAt: (pattern) => {
      cut = pattern;
    },
    count: () => ({ all, open: open.size }),
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function commandsIn(text: string): string[] {
  return text
    .split("\r\n")
    .map((line) => /^[A-Z0-9]+ (\S.*)$/.exec(line)?.[1])
    .filter((command) => command !== undefined)
    .map((command) => command.replace(/^(LOGIN|AUTHENTICATE).*/, "$1"));
}
