import { z } from "zod";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { inQuarantine, openQuarantine } from "./open-quarantine.ts";

export const quarantineChoice = z.object({
  organization: z.string().max(80),
  domain: z.string().max(253).optional(),
  ids: z.union([z.literal("all"), z.array(z.uuid()).max(200)]),
});

/** Throws away what waits, its bytes included. What is gone already, or somebody else's, is left out of the count. */
export async function discardQuarantined(
  context: Context,
  { ids, ...path }: z.infer<typeof quarantineChoice>,
): Promise<Result<{ discarded: number }, "not-proven">> {
  const opened = await openQuarantine(context, path, "member");
  if (!opened.ok) return opened;
  const { organizationId } = opened.value;
  return context.db.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.quarantined.deleteMany({
      where: { ...inQuarantine(opened.value), ...(ids === "all" ? {} : { id: { in: ids } }) },
    });
    if (count > 0) {
      await audit(context, transaction, {
        action: "quarantine.discarded",
        organizationId,
        ...(path.domain === undefined ? {} : { subject: path.domain }),
        data: { count },
      });
    }
    return ok({ discarded: count });
  });
}
