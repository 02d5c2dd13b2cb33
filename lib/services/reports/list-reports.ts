import { z } from "zod";
import type { Road, Trust } from "#lib/db/client.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type ReportSummary = {
  id: string;
  reporter: string;
  reportId: string | null;
  /** UTC day, YYYY-MM-DD. */
  day: string;
  successful: number;
  failed: number;
  road: Road;
  trust: Trust;
  /** `false`: a conflicting copy, kept beside the counted one. */
  counted: boolean;
  receivedAt: Date;
};

export type ReportsPage = { reports: ReportSummary[]; next: string | null };

/**
 * The domain's reports, newest day first. `before` is the `next` of the page before; `trust` keeps those with it alone.
 */
export async function listReports(
  context: Context,
  path: DomainPath,
  input: { before: string | null; limit: number; trust?: Trust | null },
): Promise<Result<ReportsPage, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const cursor = parseCursor(input.before);
  const limit = Math.min(Math.max(input.limit, 1), 200);
  const rows = await context.db.prisma.report.findMany({
    where: {
      domainId: found.value.domain.id,
      ...(input.trust ? { trust: input.trust } : {}),
      ...(cursor ? after(cursor) : {}),
    },
    select: {
      id: true,
      reporter: true,
      reportId: true,
      day: true,
      successful: true,
      failed: true,
      road: true,
      trust: true,
      counted: true,
      receivedAt: true,
    },
    orderBy: [{ day: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const reports = rows.slice(0, limit).map((row) => ({
    ...row,
    day: row.day.toISOString().slice(0, 10),
    successful: Number(row.successful),
    failed: Number(row.failed),
  }));
  const last = reports.at(-1);
  return ok({ reports, next: rows.length > limit && last ? `${last.day}_${last.id}` : null });
}

type Cursor = { day: Date; id: string };

/** The first condition says nothing new, but lets the index begin at the day instead of reading all newer ones. */
function after({ day, id }: Cursor) {
  return { day: { lte: day }, OR: [{ day: { lt: day } }, { id: { lt: id } }] };
}

const cursorForm = /^((?:19|2\d)\d{2}-\d{2}-\d{2})_(.{36})$/;

/** A cursor that is none reads from the beginning. */
function parseCursor(text: string | null): Cursor | null {
  const [, day, id] = cursorForm.exec(text ?? "") ?? [];
  const start = new Date(`${day}T00:00:00Z`);
  return z.uuid().safeParse(id).success && id && !Number.isNaN(start.getTime()) ? { day: start, id } : null;
}
