import type { Answer, SoaAnswer } from "dns-packet";
import type { DnsFault } from "../description.ts";

/** What one publisher (a domain, an MX host, a reporter) adds to the world's names. */
export type Zone = {
  /** The name of the zone that this is; `null` for hosts that only lie in somebody's zone. */
  apex: string | null;
  /** DNSSEC-secure: answers may carry AD. What lies within a described zone is as secure as that zone. */
  secure: boolean;
  records: ZoneRecord[];
  /** Records that the zone's name server has and the resolver does not know yet. */
  unseen?: ZoneRecord[];
  faults: { name: string; type: string | null; fault: DnsFault }[];
};

/** `next` gives the record for one answer; almost always the same. Names are lower-case, without final dot. */
export type ZoneRecord = { name: string; type: string; next: () => Answer };

export type Resolution =
  | { kind: "fault"; fault: DnsFault }
  | {
      kind: "answer";
      rcode: "NOERROR" | "NXDOMAIN";
      answers: Answer[];
      authorities: Answer[];
      /** Every part of the answer is DNSSEC-secure. */
      secure: boolean;
      /** It comes from a name server of the zone itself. */
      authoritative: boolean;
      /** Leave this answer out over UDP (TC), and with `no-tcp` close over TCP as well. */
      truncate: "no" | "udp" | "no-tcp";
    };

export type NameTable = {
  /** Adds or replaces what one publisher says; the change is seen by the next query, whole. */
  set: (publisher: string, zone: Zone) => void;
  remove: (publisher: string) => void;
  /** Answers as a resolver would; `checkingDisabled` is the query's CD bit. */
  resolve: (name: string, type: string, checkingDisabled: boolean) => Resolution;
  /** Answers as a name server of all the described zones would: for them alone, each by itself, past every cache. */
  serve: (name: string, type: string) => Resolution;
};

type Entry = ZoneRecord & { publisher: string; secure: boolean };
type Fault = { publisher: string; type: string | null; fault: DnsFault };

const maxCnames = 8;
const negativeTtlSeconds = 60;

/**
 * The names of the whole world: a flat table, since no delegation has to be walked on loopback. Held twice: as the
 * zones' name servers have it, and as the resolver knows it.
 */
export function createNameTable(): NameTable {
  const [served, resolved] = [emptyTables(), emptyTables()];
  return {
    set(publisher, zone) {
      for (const tables of [served, resolved]) removeZone(tables, publisher);
      const { unseen = [] } = zone;
      addZone(served, publisher, { ...zone, records: [...zone.records, ...unseen] });
      addZone(resolved, publisher, zone);
    },
    remove(publisher) {
      for (const tables of [served, resolved]) removeZone(tables, publisher);
    },
    resolve: (name, type, checkingDisabled) =>
      walk(resolved, name.toLowerCase(), type, { authority: false, checkingDisabled }),
    serve: (name, type) =>
      walk(served, name.toLowerCase(), type, { authority: true, checkingDisabled: true }),
  };
}

function emptyTables(): Tables {
  return {
    published: new Map(),
    apexes: new Map(),
    entries: new Map(),
    faults: new Map(),
    inUse: new Map(),
  };
}

type Tables = {
  /** By publisher. */
  published: Map<string, Zone>;
  apexes: Map<string, Zone>;
  entries: Map<string, Entry[]>;
  faults: Map<string, Fault[]>;
  /** How many records stand at or below a name: tells an empty non-terminal (NODATA) from NXDOMAIN. */
  inUse: Map<string, number>;
};

function addZone(tables: Tables, publisher: string, zone: Zone): void {
  tables.published.set(publisher, zone);
  if (zone.apex !== null) tables.apexes.set(zone.apex, zone);
  for (const record of zone.records) {
    append(tables.entries, record.name, { ...record, publisher, secure: zone.secure });
    for (const name of selfAndAncestors(record.name)) count(tables, name, 1);
  }
  for (const { name, type, fault } of zone.faults) append(tables.faults, name, { publisher, type, fault });
}

function removeZone(tables: Tables, publisher: string): void {
  const zone = tables.published.get(publisher);
  if (!zone) return;
  tables.published.delete(publisher);
  if (zone.apex !== null) tables.apexes.delete(zone.apex);
  for (const record of zone.records) {
    drop(tables.entries, record.name, publisher);
    for (const name of selfAndAncestors(record.name)) count(tables, name, -1);
  }
  for (const { name } of zone.faults) drop(tables.faults, name, publisher);
}

/** `authority`: speak for one zone and no further; nobody validates there, so nothing is bogus. */
type Manner = { authority: boolean; checkingDisabled: boolean };

function walk(tables: Tables, name: string, type: string, manner: Manner): Resolution {
  const apex = apexOf(tables, name);
  if (manner.authority && apex === null) return { kind: "fault", fault: "refused" };
  const answers: Answer[] = [];
  const told: Told = { answers, secure: true, authoritative: manner.authority, truncate: "no" };
  let current = name;
  for (let hop = 0; hop <= maxCnames; hop++) {
    const fault = meet(faultAt(tables, current, type), told, manner);
    if (fault !== null) return { kind: "fault", fault };
    const entries = entriesAt(tables, current);
    const wanted = entries.filter((entry) => entry.type === type);
    const alias = wanted.length === 0 ? entries.find((entry) => entry.type === "CNAME") : undefined;
    if (!alias && wanted.length === 0) return denial(tables, current, told);
    const used = alias ? [alias] : wanted;
    const zone = enclosingZone(tables, current);
    told.secure &&= used.every((entry) => zone?.secure ?? entry.secure);
    const found = used.map((entry) => ({ ...entry.next(), name: current }) as Answer);
    answers.push(...found);
    const target = alias ? cnameTarget(found) : null;
    // An authority knows nothing of where an alias leads outside its zone.
    const ends = target === null || (manner.authority && apexOf(tables, target) !== apex);
    if (ends) return { kind: "answer", rcode: "NOERROR", authorities: [], ...told };
    current = target;
  }
  // A loop or an endless chain: the resolvers in use give up with SERVFAIL.
  return { kind: "fault", fault: "servfail" };
}

type Told = Pick<
  Extract<Resolution, { kind: "answer" }>,
  "answers" | "secure" | "authoritative" | "truncate"
>;

/** A fault that only marks the answer is noted in `told`; the others come back. */
function meet(fault: DnsFault | null, told: Told, { checkingDisabled }: Manner): DnsFault | null {
  if (fault === "truncated") told.truncate = "udp";
  else if (fault === "truncated-without-tcp") told.truncate = "no-tcp";
  else if (fault === "bogus" && checkingDisabled) told.secure = false;
  else return fault;
  return null;
}

function denial(tables: Tables, name: string, told: Told): Resolution {
  const rcode = entriesAt(tables, name).length > 0 || tables.inUse.has(name) ? "NOERROR" : "NXDOMAIN";
  const zone = enclosingZone(tables, name);
  const secure = told.secure && (zone?.secure ?? false);
  return { kind: "answer", rcode, authorities: [soaRecord(zone?.apex ?? "")], ...told, secure };
}

/** The SOA of a zone; the root's for names outside every zone. */
export function soaRecord(apex: string): SoaAnswer {
  return {
    type: "SOA",
    name: apex === "" ? "." : apex,
    ttl: negativeTtlSeconds,
    data: {
      mname: apex === "" ? "ns1" : `ns1.${apex}`,
      rname: apex === "" ? "hostmaster" : `hostmaster.${apex}`,
      serial: 1,
      refresh: 3600,
      retry: 600,
      expire: 604_800,
      minimum: negativeTtlSeconds,
    },
  };
}

function faultAt(tables: Tables, name: string, type: string): DnsFault | null {
  const faults = tables.faults.get(name) ?? [];
  return faults.find((fault) => fault.type === null || fault.type === type)?.fault ?? null;
}

/** The records of a name; a wildcard answers only below the closest name that exists (RFC 4592 §3.3.1). */
function entriesAt(tables: Tables, name: string): Entry[] {
  if (tables.inUse.has(name)) return tables.entries.get(name) ?? [];
  const encloser = selfAndAncestors(name).find((ancestor) => tables.inUse.has(ancestor));
  return encloser === undefined ? [] : (tables.entries.get(`*.${encloser}`) ?? []);
}

function enclosingZone(tables: Tables, name: string): Zone | null {
  const apex = apexOf(tables, name);
  return apex === null ? null : (tables.apexes.get(apex) ?? null);
}

function apexOf(tables: Tables, name: string): string | null {
  return selfAndAncestors(name).find((ancestor) => tables.apexes.has(ancestor)) ?? null;
}

function cnameTarget(answers: Answer[]): string | null {
  const [first] = answers;
  return first?.type === "CNAME" ? first.data.toLowerCase().replace(/\.$/, "") : null;
}

function selfAndAncestors(name: string): string[] {
  const labels = name.split(".");
  return labels.map((_, index) => labels.slice(index).join("."));
}

function count(tables: Tables, name: string, change: 1 | -1): void {
  const next = (tables.inUse.get(name) ?? 0) + change;
  if (next === 0) tables.inUse.delete(name);
  else tables.inUse.set(name, next);
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function drop<T extends { publisher: string }>(map: Map<string, T[]>, key: string, publisher: string): void {
  const left = (map.get(key) ?? []).filter((value) => value.publisher !== publisher);
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
}
