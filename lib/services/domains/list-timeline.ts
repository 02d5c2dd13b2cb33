import { z } from "zod";
import type { DomainEvent, EventKind } from "#lib/core/timeline/event.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type TimelineEntry = DomainEvent & { id: string; at: Date };

/** `next` continues with `before`; `null`: there is nothing older. */
export type Timeline = { entries: TimelineEntry[]; next: string | null };

export const eventsPerPage = 50;

/** What changed about the domain, newest first, as the checks saw it. `kinds`: these alone; `null`: all. */
export async function listTimeline(
  context: Context,
  path: DomainPath,
  { before, kinds = null }: { before: string | null; kinds?: EventKind[] | null },
): Promise<Result<Timeline, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const domainId = found.value.domain.id;
  const cursor = z.uuid().safeParse(before).data;
  const rows = await context.db.prisma.domainEvent.findMany({
    where: { domainId, ...(kinds ? { kind: { in: kinds } } : {}) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: eventsPerPage + 1,
    ...(cursor ? { cursor: { domainId_id: { domainId, id: cursor } }, skip: 1 } : {}),
  });
  const entries = rows.slice(0, eventsPerPage).map((row) => row as unknown as TimelineEntry);
  return ok({ entries, next: rows.length > eventsPerPage ? (entries.at(-1)?.id ?? null) : null });
}
