import { LRUCache } from "lru-cache";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { QueryType, RecordOf } from "./records.ts";
import type { Resolver } from "./resolver.ts";

type Found = Extract<DnsAnswer<RecordOf[QueryType]>, { kind: "found" }>;

/**
 * A resolver that remembers what it found for as long as the record says, five minutes at most: thousands of mails in an
 * hour are signed with the same few keys. What is absent or could not be asked is asked again.
 */
export function rememberAnswers(resolver: Pick<Resolver, "query">): Pick<Resolver, "query"> {
  const answers = new LRUCache<string, Found>({ max: mostAnswers, perf: Date });
  return {
    query: async <T extends QueryType>(name: string, type: T, withinMs?: number) => {
      const key = `${type} ${name.toLowerCase()}`;
      // What was put under a type's key is an answer of that type.
      const known = answers.get(key) as Extract<DnsAnswer<RecordOf[T]>, { kind: "found" }> | undefined;
      if (known) return known;
      const answer = await resolver.query(name, type, withinMs);
      if (answer.kind === "found" && answer.ttlSeconds > 0) {
        answers.set(key, answer, { ttl: Math.min(answer.ttlSeconds, mostSeconds) * 1_000 });
      }
      return answer;
    },
  };
}

/** A key record takes about half a kilobyte. */
const mostAnswers = 2_000;
const mostSeconds = 300;
