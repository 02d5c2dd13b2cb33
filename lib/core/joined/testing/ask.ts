import type { MxHostEvidence } from "../../evidence.ts";
import * as world from "../../posture/testing/healthy-evidence.ts";
import { type FaultStanding, type FaultSubject, visibleFault } from "../visible-fault.ts";
import { mxHost } from "./mx-look.ts";

export const now = new Date("2026-06-15T12:00:00Z");

type MxSubject = Extract<FaultSubject, { kind: "mx" }>;

/** The good MX host, but for `evidence`. */
export function subject(evidence: Partial<MxHostEvidence>, more: Partial<MxSubject> = {}): FaultSubject {
  return {
    kind: "mx",
    domain: "example.com",
    mx: world.mx("mx1.example.com"),
    evidence: mxHost(evidence),
    ...more,
  };
}

/** The MX host with these looks, one for each of its addresses. */
export function at(...looks: MxHostEvidence["looks"]): FaultSubject {
  return subject({ looks });
}

/** `visible: fault@address …`, `not visible`, or `untold reason: fault@address …`. */
export function ask(resultType: string | null, of: FaultSubject): string {
  return brief(visibleFault(resultType, of, now));
}

function brief(standing: FaultStanding): string {
  const list = standing.sightings.map((one) => `${one.fault}@${one.address}`).join(" ");
  switch (standing.kind) {
    case "still-visible":
      return `visible: ${list}`;
    case "not-visible":
      return "not visible";
    case "cannot-tell":
      return `untold ${standing.reason}: ${list}`.trimEnd();
    default:
      return standing satisfies never;
  }
}
