import { type InspectedTlsRpt, inspectTlsRpt } from "#lib/services/tools/inspect-tls-rpt.ts";
import { answerLookUp, answerPreflight, type Worded } from "../_edge/answer-look-up.ts";

/** What the page shows, as JSON. */
export function GET(request: Request): Promise<Response> {
  return answerLookUp(request, inspectTlsRpt, present);
}

export { answerPreflight as OPTIONS };

function present({ destinations, findings, ...facts }: InspectedTlsRpt, worded: Worded): object {
  return {
    ...facts,
    destinations: destinations.map((one) => ({ ...one, findings: one.findings.map(worded) })),
    findings: findings.map(worded),
  };
}
