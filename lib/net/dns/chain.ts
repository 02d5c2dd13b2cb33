import type { Answer } from "dns-packet";
import { type QueryType, type RecordOf, readRecord } from "./records.ts";

export type Step<T extends QueryType> =
  | {
      kind: "reached";
      /** Where the aliases within this answer lead. */
      name: string;
      aliases: string[];
      /** Records of the wanted type at `name`; empty when the answer has none. */
      records: RecordOf[T][];
      /** The smallest TTL over the aliases and the records; `Infinity` for none. */
      ttlSeconds: number;
    }
  | { kind: "malformed"; detail: string };

/**
 * Follows the CNAMEs within one answer, from `start`. `visited` are the names so far, `start` included; with
 * `limit`, the most aliases that a chain may have, they guard against loops.
 */
export function followAliases<T extends QueryType>(
  type: T,
  start: string,
  answers: Answer[],
  visited: readonly string[],
  limit: number,
): Step<T> {
  let name = start;
  let ttlSeconds = Number.POSITIVE_INFINITY;
  const aliases: string[] = [];
  for (;;) {
    const alias = type === "CNAME" ? undefined : answers.find((a) => a.type === "CNAME" && owns(name, a));
    if (alias === undefined) break;
    const target = readRecord("CNAME", alias);
    if (target === null || target === "")
      return { kind: "malformed", detail: `CNAME of ${name} without a target` };
    const path = [...visited, ...aliases];
    if (path.includes(target)) {
      return { kind: "malformed", detail: `CNAME loop: ${[...path, target].join(" → ")}` };
    }
    if (path.length > limit) return { kind: "malformed", detail: `more than ${limit} CNAMEs` };
    aliases.push(target);
    ttlSeconds = Math.min(ttlSeconds, ttlOf(alias));
    name = target;
  }
  return readSet(type, name, answers, aliases, ttlSeconds);
}

function readSet<T extends QueryType>(
  type: T,
  name: string,
  answers: Answer[],
  aliases: string[],
  aliasTtlSeconds: number,
): Step<T> {
  const records: RecordOf[T][] = [];
  let ttlSeconds = aliasTtlSeconds;
  for (const answer of answers) {
    if (answer.type !== type || !owns(name, answer)) continue;
    const record = readRecord(type, answer);
    if (record === null) return { kind: "malformed", detail: `unreadable ${type} record` };
    records.push(record);
    ttlSeconds = Math.min(ttlSeconds, ttlOf(answer));
  }
  return { kind: "reached", name, aliases, records, ttlSeconds };
}

function owns(name: string, answer: Answer): boolean {
  return answer.name.toLowerCase().replace(/\.$/, "") === name;
}

/** A TTL with its top bit set counts as zero (RFC 2181 §8). */
function ttlOf(answer: Answer): number {
  const ttl = "ttl" in answer ? (answer.ttl ?? 0) : 0;
  return ttl > 0x7fff_ffff ? 0 : ttl;
}
