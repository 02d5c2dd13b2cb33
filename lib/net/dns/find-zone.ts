import { getDomain } from "tldts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Resolver } from "./resolver.ts";

/** A zone and the names of its name servers, sorted, at least one. */
export type FoundZone = { zone: string; servers: string[] };

/**
 * The zone that `name` lies in, by its NS RRset: the name itself or the closest name above it that has one. A failed
 * question counts as none, since servers that stumble over an underscore are common; if a zone hides there, its
 * parent's servers refer to it and so give themselves away. `null`: none was found, up to the registered domain.
 */
export async function findZone(
  name: string,
  resolver: Pick<Resolver, "query">,
  deadline: Deadline,
): Promise<FoundZone | null> {
  const candidates = zoneCandidates(name);
  const answers = await Promise.all(
    candidates.map((zone) => resolver.query(zone, "NS", Math.min(questionMs, deadline.remainingMs()))),
  );
  for (const [index, zone] of candidates.entries()) {
    const answer = answers[index];
    // Through an alias they are the servers of another name: an alias is never a zone of its own (RFC 1034 §3.6.2).
    if (answer?.kind !== "found" || answer.cnames.length > 0) continue;
    const servers = answer.records.filter((server) => server !== "");
    if (servers.length > 0) return { zone, servers };
  }
  return null;
}

/** All questions are put at once, so one that finds no answer must leave time for what follows. */
const questionMs = 3_000;

/** Deeper names are asked about no further up. */
const maxCandidates = 6;

/**
 * The name and those above it, as far as the domain that somebody registered: nobody publishes records above. Suffixes
 * in private hands (the list's private section) lie in their owner's zone, so they count as names like others.
 */
function zoneCandidates(name: string): string[] {
  const top = getDomain(name, { extractHostname: false });
  if (top === null) return [];
  const labels = name.split(".");
  const count = labels.length - top.split(".").length + 1;
  return Array.from({ length: Math.min(count, maxCandidates) }, (_, index) => labels.slice(index).join("."));
}
