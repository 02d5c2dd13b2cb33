import type { DnsAnswer, ZoneAnswer, ZoneView } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import { serialBehind } from "./zone-serial.ts";

/**
 * How far a publication has come. `same`: the resolver says what all name servers that answered have. `servers-differ`:
 * these have different copies. In the rest they agree with each other and not with the resolver: `published-not-visible`,
 * it says there is nothing yet; `not-yet-everywhere`, it still has other records; `gone-but-cached`, they have none any more.
 */
export type ZoneStanding =
  | "same"
  | "not-yet-everywhere"
  | "published-not-visible"
  | "servers-differ"
  | "gone-but-cached"
  | "unknown";

export type ZoneJudgement = {
  standing: ZoneStanding;
  /** How long our resolver may go on saying what it says, at most; `null` when nothing is waited for, or it cannot be told. */
  waitSeconds: number | null;
  findings: Finding[];
};

/**
 * Compares the TXT RRset that the resolver gave for a name with what the zone's own name servers have, asked at about
 * the same time. A name server that failed is no witness for either side.
 */
export function judgeZoneView(resolver: DnsAnswer<string>, view: ZoneView): ZoneJudgement {
  const known = view.answers.flatMap(knownCopy);
  const [first] = known;
  if (first === undefined) return { standing: "unknown", waitSeconds: null, findings: [nothingKnown(view)] };
  const notes = [...aliasNote(view), ...view.answers.flatMap((one) => failedServer(one, view))];
  if (known.some((copy) => copy.key !== first.key)) {
    return { standing: "servers-differ", waitSeconds: null, findings: [difference(known, view), ...notes] };
  }
  if (resolver.kind === "unreachable") {
    return { standing: "unknown", waitSeconds: null, findings: [resolverFailed(resolver, view), ...notes] };
  }
  const { standing, waitSeconds } = compare(resolver, known, first, view);
  return { standing, waitSeconds, findings: [...waiting(standing, waitSeconds, view), ...notes] };
}

type Told = Exclude<DnsAnswer<string>, { kind: "unreachable" }>;

/** What one name server has. `texts` are empty when it has none; equal copies have equal keys. */
type Copy = {
  server: string;
  serial: number | null;
  negativeTtlSeconds: number | null;
  texts: string[];
  key: string;
};

function knownCopy({ server, answer, state }: ZoneAnswer): Copy[] {
  if (answer.kind === "unreachable") return [];
  const texts = textsOf(answer);
  // One that has an alias there and one that has nothing differ, though neither has a text.
  const key = JSON.stringify([texts, answer.cnames.at(-1) ?? null]);
  const { serial = null, negativeTtlSeconds = null } = state ?? {};
  return [{ server, serial, negativeTtlSeconds, texts, key }];
}

/** Whether a name is missing or has no TXT is no difference to a sender. */
function textsOf(answer: Told): string[] {
  return answer.kind === "found" ? answer.records.toSorted() : [];
}

function compare(
  resolver: Told,
  known: Copy[],
  { texts }: Copy,
  view: ZoneView,
): Omit<ZoneJudgement, "findings"> {
  if (JSON.stringify(textsOf(resolver)) === JSON.stringify(texts))
    return { standing: "same", waitSeconds: null };
  if (resolver.kind === "absent") {
    return { standing: "published-not-visible", waitSeconds: negativeWait(resolver, known, view) };
  }
  const standing = texts.length === 0 ? "gone-but-cached" : "not-yet-everywhere";
  return { standing, waitSeconds: resolver.ttlSeconds };
}

/** Resolvers remember that a name is missing by the SOA of its zone (RFC 2308 §5), whatever TTL the record has that came later. */
function negativeWait(resolver: Told, known: Copy[], { alias }: ZoneView): number | null {
  // Ours has not seen the alias, so what it remembers is of the first zone, and the SOA at hand is of the other.
  if (alias && !resolver.cnames.includes(alias.target)) return null;
  const seconds = known.flatMap(({ negativeTtlSeconds }) => negativeTtlSeconds ?? []);
  return seconds.length === 0 ? null : Math.max(...seconds);
}

const waitingFor = {
  "published-not-visible": { code: "zone-record-not-visible-yet", clause: "RFC 2308 §5" },
  "not-yet-everywhere": { code: "zone-record-older-in-caches", clause: "RFC 1035 §3.2.1" },
  "gone-but-cached": { code: "zone-record-gone-but-cached", clause: "RFC 1035 §3.2.1" },
} as const;

function waiting(standing: ZoneStanding, waitSeconds: number | null, view: ZoneView): Finding[] {
  switch (standing) {
    case "published-not-visible":
    case "not-yet-everywhere":
    case "gone-but-cached": {
      const { code, clause } = waitingFor[standing];
      const data = { ...placeOf(view), ...waitOf(waitSeconds) };
      return [finding(code, "info", { clause, subject: view.name, data })];
    }
    case "same":
    case "servers-differ":
    case "unknown":
      return [];
    default:
      return standing satisfies never;
  }
}

/** In words' units, rounded up: a promise that ends too early is none. */
function waitOf(seconds: number | null): { unit: "minutes" | "hours" | "unknown"; time: number } {
  if (seconds === null) return { unit: "unknown", time: 0 };
  if (seconds > 7_200) return { unit: "hours", time: Math.ceil(seconds / 3_600) };
  return { unit: "minutes", time: Math.max(1, Math.ceil(seconds / 60)) };
}

/** The servers with an older copy, when serials tell which that are; else who has a record and who has none. */
function difference(known: Copy[], view: ZoneView): Finding {
  const clause = "RFC 1034 §4.3.5";
  const place = placeOf(view);
  const late = serialBehind(known);
  if (late !== null) {
    const behind = late.behind.map(({ server, serial }) => `${server} (${serial})`).join(", ");
    const data = { ...place, behind, serial: String(late.newest) };
    return finding("zone-servers-behind", "warning", { clause, subject: view.name, data });
  }
  const have = known.filter(({ texts }) => texts.length > 0);
  const lack = known.filter(({ texts }) => texts.length === 0);
  const spread = have.length > 0 && lack.length > 0 ? "partly" : "texts";
  const servers = { servers: serverNames(known), have: serverNames(have), lack: serverNames(lack) };
  const data = { ...place, spread, ...servers };
  return finding("zone-servers-differ", "warning", { clause, subject: view.name, data });
}

function nothingKnown(view: ZoneView): Finding {
  const { name, alias } = view;
  const { zone } = placeOf(view);
  const asked = view.answers.filter((one) => one.zone === zone);
  const [first] = asked;
  if (first?.answer.kind !== "unreachable") {
    return finding("zone-not-found", "unknown", { subject: name, data: { name: alias?.target ?? name } });
  }
  const { server, answer } = first;
  const data = { name, zone, servers: serverNames(asked), server, detail: excerpt(answer.detail) };
  return finding("zone-servers-silent", "unknown", { subject: name, data });
}

function resolverFailed(
  answer: Extract<DnsAnswer<string>, { kind: "unreachable" }>,
  view: ZoneView,
): Finding {
  const data = { ...placeOf(view), reason: answer.reason, detail: excerpt(answer.detail) };
  return finding("zone-resolver-failed", "unknown", { subject: view.name, data });
}

/**
 * A server that failed while others answered is a fault of the zone's; but a network error on the way to an address may
 * well be ours, such as a missing route for IPv6.
 */
function failedServer({ server, zone, address, answer }: ZoneAnswer, { name }: ZoneView): Finding[] {
  if (answer.kind !== "unreachable") return [];
  const severity = answer.reason === "network" && address !== null ? "unknown" : "warning";
  const data = { name, zone, server, detail: excerpt(answer.detail) };
  return [finding("zone-server-failed", severity, { clause: "RFC 1034 §4.1", subject: server, data })];
}

function aliasNote({ name, alias }: ZoneView): Finding[] {
  if (!alias) return [];
  const data = { name, target: alias.target, zone: alias.zone ?? "" };
  return [finding("zone-name-is-alias", "info", { clause: "RFC 1034 §3.6.2", subject: name, data })];
}

/** The name, and the zone whose servers were asked. */
function placeOf({ name, zone, alias }: ZoneView): { name: string; zone: string } {
  return { name, zone: (alias ? alias.zone : zone) ?? "" };
}

function serverNames(servers: { server: string }[]): string {
  return excerpt(servers.map(({ server }) => server).join(", "));
}
