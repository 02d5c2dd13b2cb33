import { isIPv4, isIPv6 } from "node:net";
import type { DnsAnswer, DnsFault, ZoneAnswer, ZoneState, ZoneView } from "#lib/core/evidence.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { askAuthority } from "./ask-authority.ts";
import { followAliases } from "./chain.ts";
import { findZone } from "./find-zone.ts";
import type { Reply } from "./message.ts";
import { normalizeName } from "./name.ts";
import { sortRecords } from "./records.ts";
import type { Resolver } from "./resolver.ts";
import type { DnsServer } from "./server-address.ts";

export type ZoneViewOptions = {
  /** Ours: it finds the name servers and their addresses; what they publish is asked of them alone. */
  resolver: Pick<Resolver, "query" | "addresses">;
  guard: TargetGuard;
  /** 53, unless the operator's network is unusual. */
  nameServerPort: number;
  /** Milliseconds: for one zone with all its servers, and for one try at one address. */
  deadlines: { zoneMs: number; tryMs: number };
};

/** Somebody waits for it, and a name server that needs longer is of no use to a sender's resolver either. */
export const defaultZoneViewDeadlines = { zoneMs: 6_000, tryMs: 2_000 };

/**
 * The TXT RRset at `name` as each name server of its zone has it, all asked at once, past every cache. When they
 * agree that the name is an alias, the servers of the target's zone are asked in their place, with time of their own;
 * an alias there is not followed. Never rejects: what a server does not tell is an `unreachable` of its own.
 */
export async function viewZone(name: string, options: ZoneViewOptions): Promise<ZoneView> {
  const start = normalizeName(name);
  if (start === null) return { name, zone: null, answers: [] };
  const own = await askZone(start, options);
  const aliases = agreedAliases(own.answers);
  const target = aliases.at(-1);
  if (target === undefined) return { name: start, ...own };
  const beyond = await askZone(target, options);
  const failed = own.answers.filter(({ answer }) => answer.kind === "unreachable");
  return {
    name: start,
    zone: own.zone,
    alias: { target, zone: beyond.zone },
    answers: [...failed, ...beyond.answers.map((one) => ({ ...one, answer: behind(aliases, one.answer) }))],
    leftOut: own.leftOut + beyond.leftOut,
  };
}

type AskedZone = { zone: string | null; answers: ZoneAnswer[]; leftOut: number };

/** More name servers than any zone needs are not asked. */
const maxServers = 6;

async function askZone(name: string, options: ZoneViewOptions): Promise<AskedZone> {
  const deadline = startDeadline(options.deadlines.zoneMs);
  const found = await findZone(name, options.resolver, deadline);
  if (found === null) return { zone: null, answers: [], leftOut: 0 };
  const servers = found.servers.slice(0, maxServers);
  const place = { name, zone: found.zone };
  const answers = await Promise.all(
    servers.map(async (server): Promise<ZoneAnswer> => {
      return { server, zone: found.zone, ...(await askServer(server, place, deadline, options)) };
    }),
  );
  return { zone: found.zone, answers, leftOut: found.servers.length - servers.length };
}

/** What a server said, or why it said nothing. */
type Told = Pick<ZoneAnswer, "address" | "answer" | "state">;

type Place = { name: string; zone: string };

/** Resolves a name server, checks the addresses and asks exactly those. */
async function askServer(
  server: string,
  place: Place,
  deadline: Deadline,
  options: ZoneViewOptions,
): Promise<Told> {
  const known = await options.resolver.addresses(server, deadline.remainingMs());
  switch (known.kind) {
    case "absent":
      return failure(null, "network", `the name server has no address (${known.reason})`);
    case "unreachable":
      return failure(null, known.reason, `address of the name server: ${known.detail}`);
    case "found": {
      const [first, ...rest] = onePerFamily(known.records.filter(options.guard));
      if (first === undefined) {
        const address = known.records[0] ?? null;
        return failure(address, "refused", `not a public address: ${address}`);
      }
      const at = (host: string): DnsServer => ({ host, port: options.nameServerPort });
      return askAt([at(first), ...rest.map(at)], place, deadline, options);
    }
    default:
      return known satisfies never;
  }
}

/** IPv4 first: a machine without IPv6 is more common than a name server without IPv4. */
function onePerFamily(addresses: string[]): string[] {
  return [addresses.find(isIPv4), addresses.find(isIPv6)].filter((address) => address !== undefined);
}

async function askAt(
  addresses: [DnsServer, ...DnsServer[]],
  { name, zone }: Place,
  deadline: Deadline,
  { deadlines }: ZoneViewOptions,
): Promise<Told> {
  const patience = { timeoutMs: deadlines.tryMs, deadline };
  const told = await askAuthority(addresses, { name, type: "TXT" }, { ...patience, attempts: 2 });
  const address = told.server.host;
  if (told.kind === "fault") return failure(address, told.reason, told.detail);
  const state = await askState(told.server, zone, { ...patience, attempts: 1 });
  return { address, answer: readTxt(name, told.reply), state };
}

function readTxt(name: string, reply: Reply): DnsAnswer<string> {
  const step = followAliases("TXT", name, reply.answers, [name], maxAliases);
  if (step.kind === "malformed") return { kind: "unreachable", reason: "malformed", detail: step.detail };
  const { records, ttlSeconds, aliases } = step;
  const common = { authenticated: false, cnames: aliases };
  // Its authority ends with the first name (RFC 1035 §4.1.1): what it says behind an alias may be a copy.
  if (aliases.length > 0) return { kind: "absent", reason: "nodata", ...common };
  if (records.length > 0)
    return { kind: "found", records: sortRecords("TXT", records), ttlSeconds, ...common };
  return { kind: "absent", reason: reply.rcode === "NXDOMAIN" ? "nxdomain" : "nodata", ...common };
}

/** As long a chain as our resolver follows. */
const maxAliases = 10;

async function askState(
  server: DnsServer,
  zone: string,
  patience: Parameters<typeof askAuthority>[2],
): Promise<ZoneState | null> {
  const told = await askAuthority([server], { name: zone, type: "SOA" }, patience);
  if (told.kind === "fault") return null;
  const step = followAliases("SOA", zone, told.reply.answers, [zone], 0);
  const soa = step.kind === "reached" ? step.records[0] : undefined;
  if (step.kind === "malformed" || soa === undefined) return null;
  // RFC 2308 §5: the lesser of the two counts.
  return { serial: soa.serial, negativeTtlSeconds: Math.min(step.ttlSeconds, soa.minimumSeconds) };
}

/** Where the aliases lead, when all who answer say the same; else none. */
function agreedAliases(answers: ZoneAnswer[]): string[] {
  const told = answers.flatMap(({ answer }) => (answer.kind === "unreachable" ? [] : [answer.cnames]));
  const [first = []] = told;
  return told.every((aliases) => aliases.at(-1) === first.at(-1)) ? first : [];
}

/** An answer for the alias's target, as the answer for the name. */
function behind(aliases: string[], answer: DnsAnswer<string>): DnsAnswer<string> {
  if (answer.kind === "unreachable") return answer;
  const [next] = answer.cnames;
  if (next === undefined) return { ...answer, cnames: aliases };
  return { kind: "unreachable", reason: "refused", detail: `a further alias, of ${next}, is not followed` };
}

function failure(address: string | null, reason: DnsFault, detail: string): Told {
  return { address, answer: { kind: "unreachable", reason, detail }, state: null };
}
