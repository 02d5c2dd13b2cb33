import type { EventKind } from "#lib/core/timeline/event.ts";
import type { Tone } from "../../../../../../../_ui/tone.ts";

/** How an event reads at a glance: what fails, what is well again, and what merely changed. */
export function eventTone(kind: EventKind): Tone {
  switch (kind) {
    case "check-failing":
      return "error";
    case "tlsrpt-removed":
    case "mtasts-removed":
    case "policy-removed":
    case "ownership-lost":
    case "mx-certificate-changed":
    case "policy-certificate-changed":
      return "warning";
    case "check-recovered":
    case "mx-certificate-renewed":
    case "policy-certificate-renewed":
    case "ownership-proven":
      return "ok";
    case "first-check":
    case "tlsrpt-published":
    case "tlsrpt-changed":
    case "mtasts-published":
    case "mtasts-id-changed":
    case "mtasts-changed":
    case "policy-published":
    case "policy-changed":
    case "mx-added":
    case "mx-preference-changed":
    case "mx-removed":
    case "stage-changed":
      return "info";
    default:
      return kind satisfies never;
  }
}
