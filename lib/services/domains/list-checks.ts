import { z } from "zod";
import type { Posture } from "#lib/core/posture/posture.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

/** Looks in a row that saw the same. */
export type CheckRun = { id: string; since: Date; checkedAt: Date; looks: number } & Pick<
  Posture,
  "findings" | "stage" | "parts"
>;

/** `next` continues with `before`; `null`: there is no older one. */
export type CheckHistory = { runs: CheckRun[]; next: string | null };

export const checksPerPage = 25;

/** The domain's checks, newest first; equal looks in a row are one entry. `before` is the id to continue after. */
export async function listChecks(
  context: Context,
  path: DomainPath,
  { before }: { before: string | null },
): Promise<Result<CheckHistory, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const domainId = found.value.domain.id;
  const cursor = z.uuid().safeParse(before).data;
  const rows = await context.db.prisma.check.findMany({
    where: { domainId, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: "desc" },
    take: checksPerPage + 1,
    omit: { evidence: true, fingerprint: true },
  });
  const runs = rows.slice(0, checksPerPage).map(({ id, since, checkedAt, looks, posture }) => {
    const { findings, stage, parts } = posture as unknown as Posture;
    return { id, since, checkedAt, looks, findings, stage, parts };
  });
  return ok({ runs, next: rows.length > checksPerPage ? (runs.at(-1)?.id ?? null) : null });
}
