import { type InspectedMtaSts, inspectMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { answerLookUp, answerPreflight, type Worded } from "../_edge/answer-look-up.ts";
import { presentProbes } from "../_edge/present-probes.ts";
import { presentZone, type WithZone } from "../_edge/present-zone.ts";

/** What the page shows, as JSON; comes when all of it is there. */
export function GET(request: Request): Promise<Response> {
  return answerLookUp(
    request,
    (context, { query, ...input }) => inspectMtaSts(context, { ...input, zone: query.has("zone") }),
    present,
  );
}

export { answerPreflight as OPTIONS };

function present(result: WithZone<InspectedMtaSts>, worded: Worded): object {
  const { domain, unicode, checkedAt, name, look, policyHost, inspection, contentHash, zone } = result;
  const { policyFetch, policyAddresses, policyAddressesLeftOut, mxProbes } = look;
  const { outcome, record, policy, mx, reporting, findingsLeftOut } = inspection;
  return {
    domain,
    unicode,
    checkedAt,
    outcome,
    record: {
      name,
      answer: look.mtaStsTxt,
      ...record,
      findings: record.findings.map(worded),
      zone: presentZone(zone, worded),
    },
    policy: { fetch: policyFetch, ...policy, contentHash, findings: policy.findings.map(worded) },
    policyHost: {
      name: policyFetch.host,
      addresses: policyHost,
      looks: policyAddresses,
      looksLeftOut: policyAddressesLeftOut,
    },
    mx: { ...mx, findings: mx.findings.map(worded), probes: mxProbes ? presentProbes(mxProbes) : null },
    reporting,
    findingsLeftOut,
  };
}
