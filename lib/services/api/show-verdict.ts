import type { Parts } from "#lib/core/posture/posture.ts";
import type { Verdict } from "#lib/core/rollout/rollout.ts";
import type { Stage } from "#lib/db/client.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { judgeDomains } from "#lib/services/domains/judge-domains.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type VerdictView = {
  domain: string;
  stage: Stage;
  stageSince: Date | null;
  verdict: Verdict;
  /** The newest check; `null` before the first. */
  check: { checkedAt: Date; parts: Parts } | null;
};

/** The advice for a proven domain's next step, as its overview shows it. */
export async function showVerdict(
  context: Context,
  path: DomainPath,
): Promise<Result<VerdictView, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain } = found.value;
  const own = (await judgeDomains(context, [domain])).get(domain.id);
  if (!own) throw new Error("Every domain that is judged has a verdict.");
  const { verdict, check } = own;
  return ok({
    domain: domain.name,
    stage: domain.stage,
    stageSince: domain.stageSince,
    verdict,
    check: check && { checkedAt: check.checkedAt, parts: check.posture.parts },
  });
}
