import { isDeepStrictEqual } from "node:util";
import { resultsForDomain } from "#lib/core/tlsrpt/belongs.ts";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { newestMxHosts } from "#lib/db/domains/newest-mx-hosts.ts";
import type { Rereading } from "#lib/db/reports/plan-rewrite.ts";
import { rewriteReports } from "#lib/db/reports/rewrite-reports.ts";
import { type Reading, type StoredReport, storedReports } from "#lib/db/reports/stored-reports.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { implausible } from "./implausible.ts";
import { normaliseReport } from "./normalise-report.ts";

export type ReplayedReport = {
  domain: string;
  id: string;
  /**
   * `rewritten`: today it is read otherwise, and its rows and the roll-ups say so. `repeats`: today it turns out to be
   * another stored report once more, so it counts no longer. `unreadable`, `foreign-domain`: today it would be set
   * aside; its rows stay as they are. `gone`: deleted meanwhile.
   */
  outcome: "unchanged" | "rewritten" | "repeats" | "unreadable" | "foreign-domain" | "gone";
};

/**
 * Reads every stored report anew with today's parser, and rewrites what that changes. What once was taken for the
 * domain's stays its own, although its MX hosts have changed since. A second run changes nothing. `dryRun` tells what
 * would be rewritten (one that `repeats` another included). Only for `system`; an unknown organization or domain is
 * `not-found`. Ends early once `signal` aborts.
 */
export async function replayReports(
  context: Context,
  input: { organization?: string; domain?: string; dryRun: boolean },
  tell: (replayed: ReplayedReport) => void,
  signal?: AbortSignal,
): Promise<Result<null>> {
  if (context.actor.kind !== "system") return fail("forbidden");
  const domains = await context.db.prisma.domain.findMany({
    where: {
      ...(input.organization === undefined ? {} : { organization: { slug: input.organization } }),
      ...(input.domain === undefined ? {} : { name: input.domain.toLowerCase() }),
    },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });
  if (domains.length === 0 && (input.organization ?? input.domain) !== undefined) return fail("not-found");
  for (const domain of domains) {
    await replayDomain(
      context,
      domain,
      input.dryRun,
      (id, outcome) => tell({ domain: domain.name, id, outcome }),
      signal,
    );
  }
  return ok(null);
}

type Domain = { id: string; name: string };
type Tell = (id: string, outcome: ReplayedReport["outcome"]) => void;

async function replayDomain(
  context: Context,
  domain: Domain,
  dryRun: boolean,
  tell: Tell,
  signal: AbortSignal | undefined,
): Promise<void> {
  const mxHosts = await newestMxHosts(context.db, domain.id);
  let after: string | null = null;
  while (!signal?.aborted) {
    const page: StoredReport[] = await storedReports(context.db, domain.id, after);
    if (page.length === 0) return;
    after = page.at(-1)?.id ?? null;
    const changed: Rereading[] = [];
    for (const stored of page) {
      const read = await readAnew(stored, domain.name, { mxHosts, now: context.now });
      if (typeof read === "string") tell(stored.id, read);
      else if (isDeepStrictEqual(read, stored.reading)) tell(stored.id, "unchanged");
      else changed.push({ id: stored.id, reading: read });
    }
    if (changed.length === 0) continue;
    if (dryRun) for (const { id } of changed) tell(id, "rewritten");
    else
      for (const [id, outcome] of await rewriteReports(context.db.pool, domain.id, changed, new Date()))
        tell(id, outcome);
  }
}

async function readAnew(
  { raw, reading }: StoredReport,
  domain: string,
  { mxHosts, now }: { mxHosts: string[]; now: Date },
): Promise<Reading | "unreadable" | "foreign-domain"> {
  const unpacked = await unpackReport(raw);
  if (!unpacked.ok) return "unreadable";
  const parsed = parseTlsReport(unpacked.json);
  if (!parsed.ok) return "unreadable";
  const known = { mxHosts: [...mxHosts, ...ownHosts(reading)], hint: isHinted(reading) ? domain : null };
  const { own } = resultsForDomain(parsed.value, domain, known);
  if (own.length === 0) return "foreign-domain";
  const normalised = normaliseReport(parsed.value, own);
  if (implausible(parsed.value, normalised.contribution, now)) return "unreadable";
  // As they come back from `jsonb`.
  return { ...normalised, findings: JSON.parse(JSON.stringify(parsed.findings)) };
}

/** What tlsa results are named after that belonged to the domain when the report came. */
function ownHosts({ results }: Reading): string[] {
  return results.flatMap((result) =>
    result.policyType === "tlsa" && result.belongs && result.policyDomain !== null
      ? [result.policyDomain]
      : [],
  );
}

/** Whether the delivery named the domain, for results that name none: only where one of them was left out, it did not. */
function isHinted({ results }: Reading): boolean {
  return results.every(({ policyDomain, belongs }) => policyDomain !== null || belongs);
}
