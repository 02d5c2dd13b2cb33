import { takePoint } from "#lib/db/rate-limits.ts";
import { type DomainPath, requireDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import type { CheckResult } from "./check-result.ts";
import { checkUnderClaim } from "./check-under-claim.ts";
import { followCheck } from "./follow-check.ts";
import type { GatherWish } from "./gather-evidence.ts";

const perDomain = { name: "check-domain", points: 30, seconds: 600 };
const perOrganization = { name: "check-organization", points: 300, seconds: 600 };

/** For a page that does not wait for mail servers: known looks will do, and late ones come with the next check. */
export const brief: GatherWish = { maxAgeSeconds: 6 * 3600, waitMs: 4_000 };

/** Everything anew, as far as the hosts' rest allows. */
export const thorough: GatherWish = { maxAgeSeconds: 60, waitMs: 70_000 };

/**
 * Checks a domain live: DNS, policy host and MX hosts, judged, stored, and acted upon (ownership, stage, timeline).
 * A look-up that failed changes nothing that was known. While somebody else checks the domain, that check is waited for
 * and its result returned. `rate-limited` and `busy` carry the `seconds` until the next try.
 */
export async function checkDomain(
  context: Context,
  path: DomainPath,
  wish: GatherWish,
): Promise<Result<CheckResult, "rate-limited" | "busy">> {
  const found = await requireDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain, organization } = found.value;
  const limits = [[perDomain, domain.id] as const, [perOrganization, organization.id] as const];
  for (const [limit, key] of context.actor.kind === "system" ? [] : limits) {
    const slowdown = await takePoint(context.db, limit, key);
    if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  }
  const checked = await asOneOfFew(organization.id, () => checkUnderClaim(context, domain.id, wish));
  if (checked === "busy") return fail("busy", { seconds: 10 });
  return ok(checked ?? (await followCheck(context, domain)));
}

const atOnce = 4;
const running = new Map<string, number>();

/** Bounds what members of one organization have under way in this process. */
async function asOneOfFew<T>(organizationId: string, work: () => Promise<T>): Promise<T | "busy"> {
  const count = running.get(organizationId) ?? 0;
  if (count >= atOnce) return "busy";
  running.set(organizationId, count + 1);
  try {
    return await work();
  } finally {
    const left = (running.get(organizationId) ?? 1) - 1;
    if (left > 0) running.set(organizationId, left);
    else running.delete(organizationId);
  }
}
