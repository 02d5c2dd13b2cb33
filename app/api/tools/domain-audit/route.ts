import { auditDomain, type DomainAudit } from "#lib/services/tools/audit-domain.ts";
import { answerLookUp, answerPreflight, type Worded } from "../_edge/answer-look-up.ts";
import { presentProbes } from "../_edge/present-probes.ts";

/** What the page shows, as JSON; comes when all of it is there. */
export function GET(request: Request): Promise<Response> {
  return answerLookUp(
    request,
    (context, { query, ...input }) =>
      auditDomain(context, { ...input, selectors: query.get("selectors") ?? "" }),
    present,
  );
}

export { answerPreflight as OPTIONS };

function present({ sections, mxProbes, ...facts }: DomainAudit, worded: Worded): object {
  return {
    ...facts,
    mxProbes: presentProbes(mxProbes),
    sections: sections.map((section) => ({ ...section, findings: section.findings.map(worded) })),
  };
}
