import type { SmtpDescription } from "../description.ts";
import { isAddressInUse, isAddressMissing, type Listener, listen } from "../listening.ts";
import type { Authority } from "../tls/authority.ts";
import { secureContextFor } from "../tls/secure-context.ts";
import { converse, type ReceivedMail } from "./dialogue.ts";

export type SeenSmtpSession = { host: string; address: string; commands: string[] };

export type MxHosts = {
  has: (host: string) => boolean;
  /**
   * Starts a host, or gives it new behaviour; answers with its addresses, one per entry of `smtp`.
   * The same behaviour again changes nothing. Throws when an address cannot be listened on.
   */
  set: (host: string, smtp: SmtpDescription[], fixedAddress: string | null) => Promise<string[]>;
  remove: (host: string) => Promise<void>;
  stop: () => Promise<void>;
};

type Place = { address: string; listener: Listener | null };
type Running = { manner: string; places: Place[] };
type Keeper = {
  authority: Authority;
  port: number;
  taken: Set<string>;
  onSession: (session: SeenSmtpSession) => void;
  onMail: (mail: ReceivedMail) => void;
};

/** Every MX host listens on the one SMTP port, so each has loopback addresses of its own (127.0.1.1 and up). */
export function createMxHosts(
  authority: Authority,
  port: number,
  onSession: (session: SeenSmtpSession) => void,
  onMail: (mail: ReceivedMail) => void,
): MxHosts {
  const hosts = new Map<string, Running>();
  const keeper: Keeper = { authority, port, taken: new Set(), onSession, onMail };
  const remove = async (host: string) => {
    const places = hosts.get(host)?.places ?? [];
    hosts.delete(host);
    await Promise.all(places.map((place) => place.listener?.stop()));
    for (const { address } of places) keeper.taken.delete(address);
  };
  return {
    has: (host) => hosts.has(host),
    async set(host, smtp, fixedAddress) {
      const manner = JSON.stringify([smtp, fixedAddress]);
      const running = hosts.get(host);
      if (running?.manner === manner) return running.places.map((place) => place.address);
      await remove(host);
      const places: Place[] = [];
      hosts.set(host, { manner, places });
      try {
        for (const behaviour of smtp) places.push(await settle(keeper, host, behaviour, fixedAddress));
      } catch (error) {
        await remove(host);
        throw error;
      }
      return places.map((place) => place.address);
    },
    remove,
    async stop() {
      await Promise.all([...hosts.keys()].map(remove));
    },
  };
}

/** Finds an address for one behaviour and listens there, except where the connection is to be refused. */
async function settle(
  keeper: Keeper,
  host: string,
  smtp: SmtpDescription,
  fixedAddress: string | null,
): Promise<Place> {
  for (const address of fixedAddress === null ? freeAddresses(keeper.taken) : [fixedAddress]) {
    if (keeper.taken.has(address)) throw new Error(`${address} already belongs to another MX host`);
    keeper.taken.add(address);
    if (smtp.connection === "refused") return { address, listener: null };
    try {
      return { address, listener: await listenAs(keeper, host, smtp, address) };
    } catch (error) {
      if (fixedAddress !== null) keeper.taken.delete(address);
      if (isAddressMissing(error)) throw new Error(missingAddress(address), { cause: error });
      // Somebody else's port there: the address stays marked as taken and the next one is tried.
      if (fixedAddress !== null || !isAddressInUse(error)) throw error;
    }
  }
  throw new Error("no loopback address is left for another MX host");
}

function listenAs(keeper: Keeper, host: string, smtp: SmtpDescription, address: string): Promise<Listener> {
  return listen(
    (socket) => {
      const session: SeenSmtpSession = { host, address, commands: [] };
      keeper.onSession(session);
      converse(socket, {
        host,
        smtp,
        secureContext: () => secureContextFor(keeper.authority, host, smtp.certificate, smtp.tls),
        onCommand: (command) => session.commands.push(command),
        onMail: keeper.onMail,
      });
    },
    keeper.port,
    address,
  );
}

function* freeAddresses(taken: Set<string>): Generator<string> {
  for (let third = 1; third <= 255; third++) {
    for (let fourth = 1; fourth <= 254; fourth++) {
      const address = `127.0.${third}.${fourth}`;
      if (!taken.has(address)) yield address;
    }
  }
}

function missingAddress(address: string): string {
  return (
    `This system does not answer on ${address}. MX hosts share one port and need an address each: Linux has all ` +
    `of 127.0.0.0/8; on macOS run "sudo ifconfig lo0 alias ${address}"; or give a single MX "address": "127.0.0.1".`
  );
}
