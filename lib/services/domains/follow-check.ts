import { setTimeout as pause } from "node:timers/promises";
import type { Domain } from "#lib/db/client.ts";
import { isBeingChecked } from "#lib/db/domains/check-claim.ts";
import { newestChecks } from "#lib/db/domains/newest-checks.ts";
import type { Context } from "#lib/services/context.ts";
import type { CheckResult } from "./check-result.ts";

/** Longer than any check takes. */
const patienceMs = 160_000;

/** Waits for a check that is under way and returns what it found. Throws when none comes about: the next try may. */
export async function followCheck({ db }: Context, { id }: Pick<Domain, "id">): Promise<CheckResult> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && (await isBeingChecked(db, id))) await pause(250);
  const [check, domain] = await Promise.all([
    newestChecks(db, [id]).then((checks) => checks.get(id)),
    db.prisma.domain.findUnique({ where: { id } }),
  ]);
  if (!check || !domain) throw new Error("The check that was under way has left no result.");
  return { checkedAt: check.checkedAt, posture: check.posture, proven: domain.verifiedAt !== null };
}
