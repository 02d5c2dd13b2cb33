import { z } from "zod";
import { finding } from "#lib/core/finding.ts";
import type { Quarantined } from "#lib/db/client.ts";
import { findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { storableJson } from "#lib/db/storable-json.ts";
import { requireMember } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import type { Destination } from "./arrival.ts";
import type { Credentials } from "./credentials.ts";
import { namedElsewhere } from "./named-elsewhere.ts";
import type { Receipt } from "./receipt.ts";
import { type Taken, takeBundle } from "./take-bundle.ts";

export const replayQuarantinedInput = z.object({
  organization: z.string().max(80),
  /** Unknown ids, those of others included, are left out. */
  ids: z.union([z.literal("all"), z.array(z.uuid()).max(1000)]),
  /** Only what was set aside for this domain (A-labels). */
  domain: z.string().max(253).optional(),
});

export type Replayed = {
  /** What counts now, or was there already, and is in quarantine no more. */
  replayed: number;
  /** What stays in quarantine. */
  left: number;
  /** In the order of the ids; no receipt: its domain is not proven. */
  results: { id: string; receipts: Receipt[] }[];
};

/**
 * Tries what was set aside once more: after a fix of the parser, a domain that was added, a longer retention. Each is
 * vouched for as it was when it came, leaves the quarantine once all of it is stored, and keeps the newest reason
 * otherwise. Rejects when our storage fails; then run it again.
 */
export async function replayQuarantined(
  context: Context,
  input: z.infer<typeof replayQuarantinedInput>,
): Promise<Result<Replayed>> {
  const member = await requireMember(context, input.organization, "member");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  const results: Replayed["results"] = [];
  let replayed = 0;
  for await (const ids of pagesOf(context, organizationId, input)) {
    const receipts = await Promise.all(ids.map((id) => replayOne(context, organizationId, id)));
    ids.forEach((id, index) => {
      const outcome = receipts[index];
      if (!outcome) return;
      if (outcome.gone) replayed += 1;
      results.push({ id, receipts: outcome.receipts });
    });
  }
  return ok({ replayed, left: results.length - replayed, results });
}

/** Bytes of so many are held at a time. */
const atOnce = 8;

/** In the order of the ids, which is that of arrival: what this run itself sets aside comes behind the page's end. */
async function* pagesOf(
  { db }: Context,
  organizationId: string,
  { ids, domain }: z.infer<typeof replayQuarantinedInput>,
): AsyncGenerator<string[]> {
  const where = {
    organizationId,
    ...(domain === undefined ? {} : { domain: { name: domain.toLowerCase() } }),
  };
  const newest = await db.prisma.quarantined.findFirst({
    where,
    select: { id: true },
    orderBy: { id: "desc" },
  });
  for (let after: string | null = null; newest; ) {
    const page: { id: string }[] = await db.prisma.quarantined.findMany({
      where: {
        ...where,
        id: { lte: newest.id, ...(after ? { gt: after } : {}), ...(ids === "all" ? {} : { in: ids }) },
      },
      select: { id: true },
      orderBy: { id: "asc" },
      take: atOnce,
    });
    if (page.length === 0) return;
    yield page.map(({ id }) => id);
    after = page.at(-1)?.id ?? null;
  }
}

type Row = Quarantined & { domain: { name: string } | null };

async function replayOne(
  context: Context,
  organizationId: string,
  id: string,
): Promise<{ gone: boolean; receipts: Receipt[] } | null> {
  const key = { organizationId_id: { organizationId, id } };
  const { quarantined } = context.db.prisma;
  const row = await quarantined.findUnique({ where: key, include: { domain: { select: { name: true } } } });
  if (!row) return null;
  const destination = await destinationOf(context, row);
  if (!destination) return { gone: false, receipts: [] };
  let receipts = await retake(context, destination, row);
  if (destination.kind === "domain" && receipts.every(({ kind }) => kind === "foreign-domain")) {
    const elsewhere = await namedElsewhere(context, organizationId, row.raw);
    if (elsewhere.length > 0) receipts = [];
    for (const address of elsewhere)
      receipts.push(...(await retake(context, { kind: "domain", address }, row)));
  }
  const gone = receipts.length > 0 && receipts.every(isSettled);
  if (gone) await quarantined.deleteMany({ where: { organizationId, id } });
  else await keepNewestReason(context, row, receipts);
  return { gone, receipts };
}

/** `null`: the domain is not proven, so that nobody may see what its reports say. */
async function destinationOf(
  { db, now }: Context,
  { organizationId, domain }: Row,
): Promise<Destination | null> {
  if (domain === null) return { kind: "organization", organizationId };
  const [address] = await findDomainsByName(db, organizationId, [domain.name], now);
  return address ? { kind: "domain", address } : null;
}

/** What is still refused is in quarantine already, and is not kept twice. */
async function retake(context: Context, destination: Destination, row: Row): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  const bundle = {
    chunks: row.raw,
    road: row.road,
    credentials: async () => row.credentials as Credentials,
    peer: row.peer,
    userAgent: row.userAgent,
  };
  for await (const taken of takeBundle(context, destination, bundle))
    receipts.push(...receiptsOf(taken, row));
  return receipts;
}

function receiptsOf(taken: Taken, row: Row): Receipt[] {
  switch (taken.kind) {
    case "report":
      return taken.receipts;
    case "refused": {
      const { reason, detail, path, kept } = taken;
      const fault = finding(`report-${reason}`, "error", { subject: path || null, data: { detail } });
      return [{ kind: "unreadable", domain: row.domain?.name ?? null, kept, findings: [fault] }];
    }
    case "skipped":
      return [];
    default:
      return taken satisfies never;
  }
}

function isSettled({ kind }: Receipt): boolean {
  switch (kind) {
    case "stored":
    case "duplicate":
    case "upgraded":
    case "replaced":
    case "conflicting":
    case "test":
      return true;
    case "unreadable":
    case "foreign-domain":
    case "too-old":
    case "unstorable":
    case "too-many":
    case "unknown-address":
    case "unknown-test":
      return false;
    default:
      return kind satisfies never;
  }
}

/** A report that can be read by now may still be about a foreign domain: what is shown is why it stays. */
async function keepNewestReason({ db }: Context, row: Row, receipts: Receipt[]): Promise<void> {
  const [only, ...others] = receipts;
  if (!only || others.length > 0 || !("findings" in only)) return;
  await db.prisma.quarantined.updateMany({
    where: { organizationId: row.organizationId, id: row.id },
    data: { reason: only.kind, findings: storableJson(only.findings.slice(0, 100)) },
  });
}
