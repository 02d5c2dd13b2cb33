import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import { mergeAddresses } from "#lib/net/dns/merge-addresses.ts";
import type { QueryType, RecordOf } from "#lib/net/dns/records.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";

/** What one part of an audit asks DNS with. Never rejects. */
export type Asker = {
  query<T extends QueryType>(name: string, type: T): Promise<DnsAnswer<RecordOf[T]>>;
  txt(name: string): Promise<DnsAnswer<string>>;
  /** AAAA and A together; counts as two. */
  addresses(name: string): Promise<DnsAnswer<string>>;
};

/**
 * Hands out the look-ups of one audit: every part gets a share of its own, so that no part of a stranger's zone can use
 * up what the others need. A question is asked once however many parts have it. When a share or the time is used up,
 * the answer is `unreachable`: nothing is known then, and nothing is missing.
 */
export function createAskers(
  resolver: Pick<Resolver, "query">,
  deadline: Deadline,
): { share(lookups: number): Asker } {
  const answers: Answers = new Map();
  return {
    share(lookups) {
      let left = lookups;
      const query: Asker["query"] = (name, type) => {
        const known = recall(answers, name, type);
        if (known !== undefined) return known;
        if (left === 0) return Promise.resolve(notAsked(`this part may make ${lookups} look-ups`));
        const withinMs = deadline.remainingMs();
        if (withinMs === 0) return Promise.resolve(notAsked("no time left to ask"));
        left -= 1;
        return remember(answers, name, type, resolver.query(name, type, withinMs));
      };
      return {
        query,
        txt: (name) => query(name, "TXT"),
        addresses: async (name) => {
          const [v6, v4] = await Promise.all([query(name, "AAAA"), query(name, "A")]);
          return mergeAddresses(v6, v4);
        },
      };
    },
  };
}

type Answers = Map<string, Promise<DnsAnswer<RecordOf[QueryType]>>>;

function recall<T extends QueryType>(answers: Answers, name: string, type: T) {
  // What `remember` put under a type's key is an answer of that type.
  return answers.get(`${type} ${name}`) as Promise<DnsAnswer<RecordOf[T]>> | undefined;
}

function remember<T extends QueryType>(
  answers: Answers,
  name: string,
  type: T,
  answer: Promise<DnsAnswer<RecordOf[T]>>,
) {
  answers.set(`${type} ${name}`, answer);
  return answer;
}

function notAsked(detail: string): DnsAnswer<never> {
  return { kind: "unreachable", reason: "timeout", detail };
}
