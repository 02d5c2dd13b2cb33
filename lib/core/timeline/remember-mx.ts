import type { DnsAnswer, MxRecord } from "../evidence.ts";
import type { DomainEvent, Remembered } from "./event.ts";
import { plainText } from "./plain-text.ts";

export type KnownMx = { host: string; preference: number };

/** More than any domain needs. */
const maxHosts = 32;
const maxHostLength = 255;

/** The MX set by preference, `.` for the null MX; none when the domain has no MX record. `null`: no answer came yet. */
export function rememberMx(
  before: KnownMx[] | null,
  answer: DnsAnswer<MxRecord>,
): Remembered<KnownMx[] | null> {
  const all = mxSet(answer);
  if (all === null) return { next: before, events: [] };
  const next = all.slice(0, maxHosts);
  if (before === null) return { next, events: [] };
  const known = new Map(before.map(({ host, preference }) => [host, preference]));
  const present = new Set(all.map(({ host }) => host));
  // What was beyond the cap may have been there all along.
  const news = before.length < maxHosts ? next : next.filter(({ host }) => known.has(host));
  const gone = before.filter(({ host }) => !present.has(host));
  return { next, events: [...gone.map(removed), ...news.flatMap((one) => changeOf(one, known))] };
}

/** Whether `host` receives no mail of the domain; `false` as long as that is not known. */
export function isNoMx(host: string, domain: string, answer: DnsAnswer<MxRecord>): boolean {
  const all = mxSet(answer);
  if (all === null) return false;
  // Without MX records the domain itself is its mail host (RFC 5321 §5.1).
  return all.length === 0 ? host !== domain : !all.some((one) => one.host === host);
}

function mxSet(answer: DnsAnswer<MxRecord>): KnownMx[] | null {
  if (answer.kind === "unreachable") return null;
  if (answer.kind === "absent") return [];
  const preferences = new Map<string, number>();
  for (const { exchange, preference } of answer.records) {
    const host = exchange === "" ? "." : plainText(exchange, maxHostLength);
    preferences.set(host, Math.min(preference, preferences.get(host) ?? preference));
  }
  const hosts = [...preferences].map(([host, preference]) => ({ host, preference }));
  return hosts.sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1));
}

function changeOf({ host, preference }: KnownMx, known: Map<string, number>): DomainEvent[] {
  const was = known.get(host);
  if (was === preference) return [];
  if (was === undefined) return [{ kind: "mx-added", subject: host, before: null, after: { preference } }];
  const before = { preference: was };
  return [{ kind: "mx-preference-changed", subject: host, before, after: { preference } }];
}

function removed({ host, preference }: KnownMx): DomainEvent {
  return { kind: "mx-removed", subject: host, before: { preference }, after: null };
}
