import { z } from "zod";
import type { DomainEvidence } from "#lib/core/evidence.ts";
import type { Posture } from "#lib/core/posture/posture.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

export type StoredCheckView = {
  id: string;
  since: Date;
  checkedAt: Date;
  looks: number;
  evidence: DomainEvidence;
  posture: Posture;
};

/** One check of the history with all that it saw. */
export async function showStoredCheck(
  context: Context,
  path: DomainPath,
  id: string,
): Promise<Result<StoredCheckView, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  if (!z.uuid().safeParse(id).success) return fail("not-found");
  const check = await context.db.prisma.check.findUnique({
    where: { domainId_id: { domainId: found.value.domain.id, id } },
    omit: { fingerprint: true, domainId: true },
  });
  if (!check) return fail("not-found");
  const { evidence, posture, ...rest } = check;
  return ok({
    ...rest,
    evidence: evidence as unknown as DomainEvidence,
    posture: posture as unknown as Posture,
  });
}
