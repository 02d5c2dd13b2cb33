import { comparableHost } from "./mx-match.ts";
import { isMxPattern } from "./policy-values.ts";

/** One mail host of a list that somebody pasted; `preference` is `null` where the list has none. */
export type ListedMx = { host: string; preference: number | null };

/** Why a name of the list cannot be an MX host: RFC 5321 §5.1 wants a host name, RFC 7505 gives `.` a meaning of its own. */
export type MxRefusal = { text: string; line: number; reason: "address" | "null-mx" | "not-a-host" };

export type MxList = {
  /** A-labels, lower case, each once, in the order given. */
  hosts: ListedMx[];
  refused: MxRefusal[];
  /** How many names came after the first `maxListedHosts`. */
  leftOut: number;
};

/** More than any domain has; it bounds the work for a text of any length. */
export const maxListedHosts = 100;

/**
 * Reads MX host names in whatever form somebody has them: one per line or separated by commas, with or without
 * preference, as a zone file has them, as `dig`, `host` or `nslookup` print them, or as `mx:` lines of a policy.
 */
export function readMxList(text: string): MxList {
  const list: MxList = { hosts: [], refused: [], leftOut: 0 };
  const lines = text.slice(0, maxListLength).split(/\r\n|\n|\r/);
  lines.forEach((line, index) => {
    for (const entry of readLine(line)) add(list, entry, index + 1);
  });
  return list;
}

const maxListLength = 65_536;

type Entry = { text: string; preference: number | null };

/** How the tools of this world write an MX record, each with preference and host. */
const recordForms = [
  /\bMX\s+(\d{1,5})\s+(\S+)/i, // zone file, dig
  /\bmail exchanger\s*=\s*(\d{1,5})\s+(\S+)/i, // nslookup
  /\bMX preference\s*=\s*(\d{1,5}),\s*mail exchanger\s*=\s*(\S+)/i, // nslookup of Windows
  /\bmail is handled by\s+(\d{1,5})\s+(\S+)/i, // host
];

function readLine(line: string): Entry[] {
  if (/^\s*[;#]/.test(line)) return [];
  for (const form of recordForms) {
    const [, preference, host] = form.exec(line) ?? [];
    if (host !== undefined) return [{ text: host, preference: Number(preference) }];
  }
  return readNames(line.replace(/^\s*mx\s*:/i, ""));
}

/** Names between blanks and commas; a number is the preference of the name after it. */
function readNames(line: string): Entry[] {
  const entries: Entry[] = [];
  let preference: number | null = null;
  for (const word of line.split(/[\s,;]+/)) {
    if (/^\d{1,5}$/.test(word)) preference = Number(word);
    else if (word !== "") {
      entries.push({ text: word, preference });
      preference = null;
    }
  }
  return entries;
}

function add(list: MxList, { text, preference }: Entry, line: number): void {
  const host = toHost(text);
  const reason = refusalOf(text, host);
  if (reason !== null) {
    if (list.refused.length < maxListedHosts) list.refused.push({ text: text.slice(0, 100), line, reason });
  } else if (!list.hosts.some((known) => known.host === host)) {
    if (list.hosts.length < maxListedHosts) list.hosts.push({ host, preference });
    else list.leftOut += 1;
  }
}

function refusalOf(text: string, host: string): MxRefusal["reason"] | null {
  if (text === ".") return "null-mx";
  if (isAddress(host)) return "address";
  return isMxPattern(host) && !host.startsWith("*.") ? null : "not-a-host";
}

/** U-labels become A-labels, as DNS has them; what is no name stays as it is, for the caller to refuse. */
function toHost(text: string): string {
  const host = comparableHost(text);
  if (/^\p{ASCII}*$/u.test(host) || /[/?#@:[\]\\%*]/.test(host)) return host;
  return URL.parse(`http://${host}/`)?.hostname ?? host;
}

function isAddress(host: string): boolean {
  return /^\d+(?:\.\d+){3}$/.test(host) || /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(host);
}
