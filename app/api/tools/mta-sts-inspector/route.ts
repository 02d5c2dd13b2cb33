import { type InspectedMtaSts, inspectMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { answerLookUp, answerPreflight, type Worded } from "../_edge/answer-look-up.ts";

/** What the page shows, as JSON. */
export function GET(request: Request): Promise<Response> {
  return answerLookUp(request, inspectMtaSts, present);
}

export { answerPreflight as OPTIONS };

function present(result: InspectedMtaSts, worded: Worded): object {
  const { domain, unicode, checkedAt, name, look, policyHost, inspection, contentHash } = result;
  const { outcome, record, policy, mx, reporting, findingsLeftOut } = inspection;
  return {
    domain,
    unicode,
    checkedAt,
    outcome,
    record: { name, answer: look.mtaStsTxt, ...record, findings: record.findings.map(worded) },
    policy: { fetch: look.policyFetch, ...policy, contentHash, findings: policy.findings.map(worded) },
    policyHost: { name: look.policyFetch.host, addresses: policyHost },
    mx: { ...mx, findings: mx.findings.map(worded) },
    reporting,
    findingsLeftOut,
  };
}
