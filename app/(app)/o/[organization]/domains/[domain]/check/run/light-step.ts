import type { PolicyFetch } from "#lib/core/evidence.ts";
import { withoutOctets } from "#lib/core/posture/stored-evidence.ts";
import type { CheckStep } from "#lib/services/domains/gather-evidence.ts";
import type { LiveStep } from "./check-line.ts";

/** What the page shows of a step while the check runs. The whole of it stands on the page that follows. */
export function lightStep(step: CheckStep): LiveStep {
  switch (step.step) {
    case "tlsRpt":
    case "mtaSts":
    case "ownership":
    case "mx":
      return step;
    case "policy":
      return { step: "policy", fetch: withoutText(step.fetch), addresses: step.addresses.map(withoutText) };
    case "mxHost":
      return { step: "mxHost", evidence: withoutOctets(step.evidence) };
    default:
      return step satisfies never;
  }
}

function withoutText(fetch: PolicyFetch): PolicyFetch {
  return fetch.kind === "fetched" ? { ...fetch, text: "" } : fetch;
}
