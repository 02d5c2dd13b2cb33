import { forgetChecks } from "#lib/db/domains/forget-checks.ts";
import { forgetMxHosts } from "#lib/db/mx/mx-hosts.ts";
import type { Context } from "#lib/services/context.ts";

const checksDays = 400;
const mxHostsDays = 7;

/** Deletes what nobody asks for any more: old checks, and looks at MX hosts that no check has wanted for a week. */
export async function cleanUp({ db, now }: Context): Promise<{ checks: number; mxHosts: number }> {
  const [checks, mxHosts] = await Promise.all([
    forgetChecks(db, now, checksDays),
    forgetMxHosts(db, mxHostsDays),
  ]);
  return { checks, mxHosts };
}
