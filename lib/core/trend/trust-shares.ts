import type { EvidenceTrust } from "../rollout/rollout.ts";
import { type SessionCounts, share, totals } from "./totals.ts";

/** What vouches, the strongest first. */
export const trusts = ["dkim", "fcrdns", "upload", "unverified"] as const satisfies readonly EvidenceTrust[];

export type TrustRow = SessionCounts & { trust: EvidenceTrust };

/** `sessions` is `null` where no report has that trust; `share` is of all counted sessions, 0 to 1. */
export type TrustShare = { trust: EvidenceTrust; sessions: number | null; share: number | null };

/** How many of the counted sessions each trust stands behind, every trust in its place; nothing when there is no row. */
export function trustShares(rows: TrustRow[]): TrustShare[] {
  if (rows.length === 0) return [];
  const all = totals(rows).sessions;
  return trusts.map((trust) => {
    const own = rows.filter((row) => row.trust === trust);
    if (own.length === 0) return { trust, sessions: null, share: null };
    const { sessions } = totals(own);
    return { trust, sessions, share: share(sessions, all) };
  });
}
