import { forgetChecks } from "#lib/db/domains/forget-checks.ts";
import { forgetMxHosts } from "#lib/db/mx/mx-hosts.ts";
import type { Context } from "#lib/services/context.ts";
import { type Forgotten, forgetOld } from "./retention/forget-old.ts";

const checksDays = 400;
const mxHostsDays = 7;

/**
 * Deletes what nobody asks for any more: reports that their organization keeps no longer, old checks, and looks at MX
 * hosts that no check has wanted for a week. Takes at most `forMs` for the reports.
 */
export async function cleanUp(
  context: Context,
  forMs: number,
): Promise<Forgotten & { checks: number; mxHosts: number }> {
  const { db, now } = context;
  const checks = await forgetChecks(db, now, checksDays);
  const mxHosts = await forgetMxHosts(db, mxHostsDays);
  return { ...(await forgetOld(context, forMs)), checks, mxHosts };
}
