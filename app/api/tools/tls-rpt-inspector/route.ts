import { type InspectedTlsRpt, inspectTlsRpt } from "#lib/services/tools/inspect-tls-rpt.ts";
import { answerLookUp, answerPreflight, type Worded } from "../_edge/answer-look-up.ts";
import { presentZone, type WithZone } from "../_edge/present-zone.ts";

/** What the page shows, as JSON; comes when all of it is there. */
export function GET(request: Request): Promise<Response> {
  return answerLookUp(
    request,
    (context, { query, ...input }) => inspectTlsRpt(context, { ...input, zone: query.has("zone") }),
    present,
  );
}

export { answerPreflight as OPTIONS };

function present(
  { destinations, findings, zone, ...facts }: WithZone<InspectedTlsRpt>,
  worded: Worded,
): object {
  return {
    ...facts,
    destinations: destinations.map((one) => ({ ...one, findings: one.findings.map(worded) })),
    findings: findings.map(worded),
    zone: presentZone(zone, worded),
  };
}
