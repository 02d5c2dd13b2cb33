import type { DomainPath } from "#lib/services/authorize.ts";
import { requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { checkUnderClaim } from "./check-under-claim.ts";

/** Looks at MX hosts every six hours, and nobody waits for this check. */
const unhurried = { maxAgeSeconds: 6 * 3600, waitMs: 100_000, onlyIfDue: true };

/**
 * The continuous check of a domain that has come due. `false`: somebody else is at it, or has been. Until a check is stored
 * the domain stays due, so none is lost. For jobs alone.
 */
export async function checkDue(context: Context, path: DomainPath): Promise<Result<boolean>> {
  const found = await requireDomain(context, path, "member");
  if (!found.ok) return found;
  const checked = await checkUnderClaim(context, found.value.domain.id, unhurried);
  return ok(checked !== null);
}
