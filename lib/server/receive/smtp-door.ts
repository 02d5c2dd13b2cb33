import { once } from "node:events";
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from "smtp-server";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import { TooBusy } from "#lib/db/too-busy.ts";
import { defaultBundleCaps } from "#lib/net/unpack/caps.ts";
import { logger } from "#lib/server/logger.ts";
import type { Context } from "#lib/services/context.ts";
import { receiveMail } from "#lib/services/reports/receive-mail.ts";
import { type BodyStore, createBodyStore } from "./body-store.ts";
import { acceptRecipient } from "./smtp/accept-recipient.ts";
import { answerTogether } from "./smtp/answer-together.ts";
import { type IdentitySource, openIdentity, type TlsFiles } from "./smtp/identity.ts";
import { readMail } from "./smtp/read-mail.ts";
import { replyToMail } from "./smtp/reply-to-mail.ts";
import { SmtpRefusal } from "./smtp/smtp-refusal.ts";
import { createVisitors, type Visitors } from "./smtp/visitors.ts";

export type SmtpDoorConfig = {
  listen: readonly { host: string; port: number }[];
  /** The domain part of our addresses (A-labels), and what we call ourselves. */
  mailDomain: string;
  /** `null`: a certificate that signs itself. */
  tls: TlsFiles | null;
  limits?: Partial<SmtpLimits>;
};

export type SmtpLimits = {
  mailBytes: number;
  recipients: number;
  connections: number;
  connectionsOfAddress: number;
  wrongRecipients: number;
  idleMs: number;
  /** How long one connection may last, whatever it does. */
  stayMs: number;
  /** How long mails under way may take once the door closes. */
  closeMs: number;
  /** How old the certificate's files may be in our memory. */
  rereadMs: number;
};

export type SmtpDoor = {
  /** In the order of `listen`. */
  ports: number[];
  /** Takes no new mail and resolves once those under way are answered. */
  stop(): Promise<void>;
};

const defaultLimits: SmtpLimits = {
  mailBytes: defaultBundleCaps.mailBytes,
  recipients: 5,
  connections: 200,
  connectionsOfAddress: 20,
  wrongRecipients: 10,
  idleMs: 60_000,
  stayMs: 600_000,
  closeMs: 8_000,
  rereadMs: 60_000,
};

/**
 * The SMTP receiver for `<token>@<mailDomain>` (RFC 5321, RFC 8460 §5.3). It takes reports and nothing else: it relays
 * nothing, sends nothing back, and says 250 only after the commit; our own trouble is 4xx, so that the sender keeps the
 * mail. `context` is asked for one per command. Rejects when it cannot listen, or the certificate cannot be used.
 */
export async function startSmtpDoor(context: () => Context, config: SmtpDoorConfig): Promise<SmtpDoor> {
  const limits = { ...defaultLimits, ...config.limits };
  const identity = await openIdentity(config.tls, config.mailDomain, new Date());
  const room: Room = {
    context,
    mailDomain: config.mailDomain,
    limits,
    identity,
    visitors: createVisitors({ ...limits, perAddress: limits.connectionsOfAddress }),
    bodies: createBodyStore({
      bodies: limits.connections,
      bodiesOfClient: limits.connectionsOfAddress,
      octets: 8 * limits.mailBytes,
      octetsOfClient: 3 * limits.mailBytes,
      free: 65_536,
    }),
    busy: new Set(),
    stopping: false,
  };
  const servers = config.listen.map(() => createServer(room));
  const ports = await Promise.all(config.listen.map((at, index) => listen(servers[index], at)));
  return {
    ports,
    async stop() {
      room.stopping = true;
      await Promise.all(servers.map((server) => close(server, room)));
    },
  };
}

type Room = {
  context: () => Context;
  mailDomain: string;
  limits: SmtpLimits;
  identity: IdentitySource;
  visitors: Visitors;
  bodies: BodyStore;
  /** Sessions with a mail under way, by their id. */
  busy: Set<string>;
  stopping: boolean;
};

function createServer(room: Room): SMTPServer {
  const { limits, visitors } = room;
  const addressed = new WeakMap<SMTPServerAddress, AddressedDomain>();
  const renew = renewal(room);
  const server: SMTPServer = new SMTPServer({
    ...room.identity.first,
    minVersion: "TLSv1.2",
    name: room.mailDomain,
    banner: "Sealpost takes TLS reports (RFC 8460)",
    size: limits.mailBytes,
    maxRecipients: limits.recipients,
    maxClients: limits.connections,
    maxCommandLength: 2_048,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.closeMs,
    disabledCommands: ["AUTH", "VRFY", "EXPN", "HELP", "XCLIENT", "XFORWARD", ...jokes],
    disableReverseLookup: true,
    logger: false,
    onConnect(session, callback) {
      if (
        !visitors.enter(session, () => leave(server, session.id, "4.4.2 The connection has lasted too long"))
      ) {
        return callback(new SmtpRefusal(421, "4.7.0", "Too many connections from this address"));
      }
      void renew(server).then(() => callback());
    },
    onClose: (session) => visitors.leave(session),
    onSecure(socket, _session, callback) {
      answerTogether(socket);
      callback();
    },
    // Its own way out would be a turn of the event loop later.
    onMailFrom: (_address, _session, callback) => callback(),
    onRcptTo(recipient, session, callback) {
      settle(callback, async () => {
        addressed.set(recipient, await findRecipient(room, session, recipient.address));
      });
    },
    onData(stream, session, callback) {
      room.busy.add(session.id);
      const recipients = session.envelope.rcptTo.flatMap((recipient) => addressed.get(recipient) ?? []);
      const done: typeof callback = (error, words) => {
        callback(error, words);
        room.busy.delete(session.id);
        if (room.stopping) leave(server, session.id, shuttingDown);
      };
      settle(done, () =>
        takeMail(room, session, recipients, (held) => readMail(stream, limits.mailBytes, held)),
      );
    },
  });
  server.server.on("connection", answerTogether);
  server.on("error", (error) => logger().debug({ code: codeOf(error) }, "an SMTP connection failed"));
  return server;
}

/** Commands that smtp-server answers for fun. */
const jokes = ["WIZ", "SHELL", "KILL"];
const shuttingDown = "4.3.2 Shutting down";

/** Our own trouble is the sender's to wait for. */
function settle<T>(callback: (error?: Error | null, value?: T) => void, work: () => Promise<T>): void {
  work().then(
    (value) => callback(null, value),
    (error) => {
      if (error instanceof SmtpRefusal) return callback(error);
      if (error instanceof TooBusy) return callback(new SmtpRefusal(451, "4.3.2", "Busy; try again later"));
      if (!isGone(error)) logger().error({ err: error, road: "smtp" }, "a mail could not be stored");
      callback(new SmtpRefusal(451, "4.3.0", "The mail could not be stored; try again later"));
    },
  );
}

async function findRecipient(
  room: Room,
  session: SMTPServerSession,
  recipient: string,
): Promise<AddressedDomain> {
  try {
    return await acceptRecipient(room.context(), recipient, {
      mailDomain: room.mailDomain,
      peer: session.remoteAddress,
    });
  } catch (error) {
    if (error instanceof SmtpRefusal && room.visitors.guess(session)) {
      throw new SmtpRefusal(421, "4.7.0", "Too many recipients that do not exist");
    }
    throw error;
  }
}

async function takeMail(
  room: Room,
  { envelope, remoteAddress: peer }: SMTPServerSession,
  recipients: AddressedDomain[],
  read: (held: ReturnType<BodyStore["hold"]> & object) => Promise<Uint8Array>,
): Promise<string> {
  const held = room.bodies.hold(peer);
  if (!held) throw new TooBusy("Too many mails are coming in.");
  try {
    const bytes = await read(held);
    const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address || null : null;
    const once = [...new Map(recipients.map((address) => [address.domainId, address])).values()];
    return replyToMail(await receiveMail(room.context(), { recipients: once, bytes, peer, envelopeFrom }));
  } finally {
    held.release();
  }
}

/** Looks into the certificate's files now and then, when somebody comes. */
function renewal({ identity, limits }: Room): (server: SMTPServer) => Promise<void> {
  let readAt = performance.now();
  return async (server) => {
    if (performance.now() - readAt < limits.rereadMs) return;
    readAt = performance.now();
    try {
      const renewed = await identity.renewed();
      if (renewed) server.updateSecureContext(renewed);
    } catch (error) {
      logger().error({ err: error }, "the new certificate for SMTP cannot be used: the old one stays");
    }
  };
}

async function listen(
  server: SMTPServer | undefined,
  { host, port }: { host: string; port: number },
): Promise<number> {
  if (!server) throw new Error("One server for each address.");
  const listening = once(server.server, "listening");
  server.listen(port, host);
  await listening;
  const address = server.server.address();
  return typeof address === "object" && address ? address.port : port;
}

function close(server: SMTPServer, { busy }: Room): Promise<void> {
  return new Promise((closed) => {
    server.close(closed);
    for (const { session } of [...server.connections]) {
      if (!busy.has(session.id)) leave(server, session.id, shuttingDown);
    }
  });
}

/** A reply of 421 ends the connection. */
function leave(server: SMTPServer, sessionId: string, words: string): void {
  for (const connection of [...server.connections]) {
    if (connection.session.id === sessionId) connection.send(421, words, false);
  }
}

function isGone(error: unknown): boolean {
  return ["ECONNECTION", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
