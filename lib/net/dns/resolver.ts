import type { DnsAnswer, DnsFault, MxRecord } from "#lib/core/evidence.ts";
import { startDeadline } from "#lib/net/deadline.ts";
import { type AskOptions, ask } from "./ask.ts";
import { followAliases } from "./chain.ts";
import { mergeAddresses } from "./merge-addresses.ts";
import type { Reply } from "./message.ts";
import { normalizeName } from "./name.ts";
import { type CaaRecord, type QueryType, type RecordOf, sortRecords, type TlsaRecord } from "./records.ts";
import { parseDnsServer } from "./server-address.ts";

export type ResolverOptions = {
  /** `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:5353`; at least one, asked in this order. */
  servers: readonly string[];
  /** For one try at one server. */
  timeoutMs: number;
  /** Rounds over all servers. */
  attempts: number;
  /** For one look-up with all its tries and aliases. */
  lookupMs: number;
};

/**
 * Look-ups never reject: a fault is an answer of kind `unreachable`. `name` is a host name in A-labels,
 * underscores allowed. `authenticated` is the resolver's AD bit, worth as much as the path to that resolver.
 * `withinMs` shortens the time for one call. Records come sorted.
 */
export type Resolver = {
  query<T extends QueryType>(name: string, type: T, withinMs?: number): Promise<DnsAnswer<RecordOf[T]>>;
  /** One text per TXT record, its character-strings joined. */
  txt(name: string): Promise<DnsAnswer<string>>;
  mx(name: string): Promise<DnsAnswer<MxRecord>>;
  /** AAAA and A records together, IPv6 first. */
  addresses(name: string, withinMs?: number): Promise<DnsAnswer<string>>;
  cname(name: string): Promise<DnsAnswer<string>>;
  ns(name: string): Promise<DnsAnswer<string>>;
  ptr(name: string, withinMs?: number): Promise<DnsAnswer<string>>;
  tlsa(name: string): Promise<DnsAnswer<TlsaRecord>>;
  caa(name: string): Promise<DnsAnswer<CaaRecord>>;
};

/** A stub resolver of our own: Node's tells neither AD nor NXDOMAIN from NODATA, SERVFAIL or a bogus answer. */
export function createResolver(options: ResolverOptions): Resolver {
  const servers = options.servers.map(requireServer);
  if (servers.length === 0) throw new Error("no DNS server is configured");

  const query: Resolver["query"] = (name, type, withinMs = options.lookupMs) => {
    const deadline = startDeadline(Math.min(withinMs, options.lookupMs));
    return lookUp(name, type, { ...options, servers, deadline });
  };

  return {
    query,
    txt: (name) => query(name, "TXT"),
    mx: (name) => query(name, "MX"),
    addresses: async (name, withinMs) => {
      const [v6, v4] = await Promise.all([query(name, "AAAA", withinMs), query(name, "A", withinMs)]);
      return mergeAddresses(v6, v4);
    },
    cname: (name) => query(name, "CNAME"),
    ns: (name) => query(name, "NS"),
    ptr: (name, withinMs) => query(name, "PTR", withinMs),
    tlsa: (name) => query(name, "TLSA"),
    caa: (name) => query(name, "CAA"),
  };
}

/** Resolvers follow chains of about this length; a longer one fails at senders too. */
const maxAliases = 10;

/** What the answers so far have told, from the name asked to the last alias. */
type Trail = { visited: string[]; authenticated: boolean; ttlSeconds: number };

/** A resolver usually returns the whole chain; when the target's records are missing, the target is asked. */
async function lookUp<T extends QueryType>(
  text: string,
  type: T,
  options: AskOptions,
): Promise<DnsAnswer<RecordOf[T]>> {
  const start = normalizeName(text);
  if (start === null) return unreachable("malformed", "not a name that DNS can hold");
  const trail: Trail = { visited: [start], authenticated: true, ttlSeconds: Number.POSITIVE_INFINITY };
  let name: string | null = start;
  while (name !== null) {
    const outcome = await ask({ name, type }, options);
    if (outcome.kind === "fault") return unreachable(outcome.reason, outcome.detail);
    const answer = readAnswer(type, name, outcome.reply, trail);
    if (answer.kind !== "continue") return answer;
    name = normalizeName(answer.name);
  }
  return unreachable("malformed", "CNAME to what is not a name that DNS can hold");
}

/** Judges one reply and adds it to the trail; `continue` names the alias target to ask next. */
function readAnswer<T extends QueryType>(
  type: T,
  name: string,
  reply: Reply,
  trail: Trail,
): DnsAnswer<RecordOf[T]> | { kind: "continue"; name: string } {
  const step = followAliases(type, name, reply.answers, trail.visited, maxAliases);
  if (step.kind === "malformed") return unreachable("malformed", step.detail);
  trail.visited.push(...step.aliases);
  trail.authenticated &&= reply.authenticated;
  trail.ttlSeconds = Math.min(trail.ttlSeconds, step.ttlSeconds);
  const { authenticated, ttlSeconds } = trail;
  const cnames = trail.visited.slice(1);
  if (step.records.length > 0) {
    return { kind: "found", records: sortRecords(type, step.records), ttlSeconds, authenticated, cnames };
  }
  // The code of an answer with aliases is about the last name (RFC 6604 §3).
  if (reply.rcode === "NXDOMAIN") return { kind: "absent", reason: "nxdomain", authenticated, cnames };
  const complete = step.aliases.length === 0 || reply.hasSoa;
  return complete
    ? { kind: "absent", reason: "nodata", authenticated, cnames }
    : { kind: "continue", name: step.name };
}

function unreachable(reason: DnsFault, detail: string) {
  return { kind: "unreachable" as const, reason, detail };
}

function requireServer(text: string) {
  const server = parseDnsServer(text);
  if (server === null) throw new Error(`not the address of a DNS server: ${text}`);
  return server;
}
