import { z } from "zod";
import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";

export const updateProfileInput = z.object({
  name: z.string().trim().max(100).optional(),
  locale: z.enum(["en", "fr"]).optional(),
});

/** Changes the user's own name or language; what is not given stays. */
export async function updateProfile(
  context: Context,
  input: z.infer<typeof updateProfileInput>,
): Promise<Result<null>> {
  const actor = requireUser(context);
  if (!actor.ok) return actor;
  await context.db.prisma.user.update({
    where: { id: actor.value },
    data: {
      ...(input.name === undefined ? {} : { name: input.name || null }),
      ...(input.locale === undefined ? {} : { locale: input.locale }),
    },
  });
  return ok(null);
}
