import type { StartedAudit } from "#lib/services/tools/audit-domain.ts";

/** The query that asks for this audit again. */
export function auditQuery({
  domain,
  selectors,
}: Pick<StartedAudit, "domain" | "selectors">): URLSearchParams {
  const query = new URLSearchParams({ domain });
  if (selectors.length > 0) query.set("selectors", selectors.join(","));
  return query;
}
