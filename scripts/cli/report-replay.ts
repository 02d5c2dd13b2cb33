import type { Context } from "#lib/services/context.ts";
import { replayQuarantined } from "#lib/services/reports/replay-quarantined.ts";
import { type ReplayedReport, replayReports } from "#lib/services/reports/replay-reports.ts";
import { type Call, type Command, type Outcome, refusal } from "./command.ts";
import { unknownOrganization } from "./known-organizations.ts";
import { perSecond, startTicker } from "./ticker.ts";

export const reportReplay: Command = {
  name: "report replay",
  summary: "read all stored reports anew with today’s parser, and try the quarantine again",
  operands: null,
  options: {
    organization: { value: "<slug>", meaning: "only this organization, by its name in addresses" },
    domain: { value: "<domain>", meaning: "only this domain" },
    "quarantined-only": { value: null, meaning: "leave the stored reports alone" },
    "dry-run": { value: null, meaning: "say what would change, and change nothing" },
  },
  notes: [
    "`npm run reports:replay` is the same. It may run beside the server, be stopped and be run again: a second run changes nothing.",
    "A report that today would be set aside keeps what was read of it, and is named. One that turns out to be stored twice counts once.",
  ],
  run,
};

type Scope = { organization?: string; domain?: string };

async function run({ context, given, flags, progress }: Call): Promise<Outcome> {
  const { organization, domain } = given;
  const scope: Scope = {
    ...(organization === undefined ? {} : { organization }),
    ...(domain === undefined ? {} : { domain: domain.toLowerCase() }),
  };
  const organizations = await organizationsOf(context, scope);
  if (organizations.length === 0 && domain !== undefined) {
    return refusal("unknown-domain", `No domain ${domain} is there.`);
  }
  if (organizations.length === 0 && organization !== undefined)
    return unknownOrganization(context, organization);
  const dryRun = flags.has("dry-run");
  const stored = flags.has("quarantined-only") ? null : await replayStored(context, scope, dryRun, progress);
  const quarantine = dryRun
    ? { waiting: await waiting(context, organizations, scope) }
    : await replayQuarantine(context, organizations, scope);
  return {
    code: 0,
    lines: [...(stored ? linesOf(stored) : []), sayQuarantine(quarantine)],
    json: { dryRun, reports: stored, quarantine },
  };
}

async function organizationsOf({ db }: Context, { organization, domain }: Scope): Promise<string[]> {
  const found = await db.prisma.organization.findMany({
    where: {
      ...(organization === undefined ? {} : { slug: organization }),
      ...(domain === undefined ? {} : { domains: { some: { name: domain } } }),
    },
    select: { slug: true },
    orderBy: { id: "asc" },
  });
  return found.map(({ slug }) => slug);
}

type Stored = { counts: Partial<Record<ReplayedReport["outcome"], number>>; notable: ReplayedReport[] };

async function replayStored(
  context: Context,
  scope: Scope,
  dryRun: boolean,
  progress: Call["progress"],
): Promise<Stored> {
  const stored: Stored = { counts: {}, notable: [] };
  const stop = startTicker(progress, (elapsedMs) => sayProgress(stored, elapsedMs));
  const tell = (replayed: ReplayedReport) => {
    const { outcome } = replayed;
    stored.counts[outcome] = (stored.counts[outcome] ?? 0) + 1;
    if (notes[outcome] !== null) stored.notable.push(replayed);
  };
  await replayReports(context, { ...scope, dryRun }, tell).finally(stop);
  return stored;
}

/** What is said of a single report; `null`: nothing, it is counted. */
const notes: Record<ReplayedReport["outcome"], string | null> = {
  unchanged: null,
  rewritten: null,
  gone: null,
  repeats: "is the same as another stored report, and counts no more",
  unreadable: "would be refused as unreadable today; it stays as it was read",
  "foreign-domain": "would be about no domain of yours today; it stays as it was read",
};

function linesOf(stored: Stored): string[] {
  const told = stored.notable.map(({ domain, id, outcome }) => `${domain} ${id}: ${notes[outcome]}`);
  return [...told, `Stored reports: ${sayKinds(stored)}.`];
}

function sayProgress(stored: Stored, elapsedMs: number): string {
  const read = Object.values(stored.counts).reduce((sum, count) => sum + count, 0);
  return `${read} read anew (${sayKinds(stored)}), ${perSecond(read, elapsedMs)}`;
}

function sayKinds({ counts }: Stored): string {
  const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return kinds.join(", ") || "none";
}

type Quarantine = { waiting: number } | { replayed: number; left: number };

function sayQuarantine(quarantine: Quarantine): string {
  if ("waiting" in quarantine) return `Quarantine: ${quarantine.waiting} would be tried again.`;
  return `Quarantine: ${quarantine.replayed} taken, ${quarantine.left} stay.`;
}

async function replayQuarantine(
  context: Context,
  organizations: string[],
  { domain }: Scope,
): Promise<{ replayed: number; left: number }> {
  const sum = { replayed: 0, left: 0 };
  for (const organization of organizations) {
    const input = { organization, ids: "all" as const, ...(domain === undefined ? {} : { domain }) };
    const done = await replayQuarantined(context, input);
    if (!done.ok) continue; // removed meanwhile
    sum.replayed += done.value.replayed;
    sum.left += done.value.left;
  }
  return sum;
}

function waiting({ db }: Context, organizations: string[], { domain }: Scope): Promise<number> {
  return db.prisma.quarantined.count({
    where: {
      organization: { slug: { in: organizations } },
      ...(domain === undefined ? {} : { domain: { name: domain } }),
    },
  });
}
