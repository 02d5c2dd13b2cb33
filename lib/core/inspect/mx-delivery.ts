import type { MxAddressLook, MxHostEvidence } from "../evidence.ts";
import { type FailedLook, mxFaultFinding } from "../posture/mx-fault-finding.ts";
import { certificateFaults } from "../tls/certificate-faults.ts";
import type { CoveredMx } from "./cover-listed.ts";

/**
 * What a sender that enforces the policy does at one MX host (RFC 8461 §4.2, §5): `delivers`; `refuses` it wherever it was
 * looked at; `partly`: at some of its addresses only; `nowhere`: the name has no address, so nobody can connect.
 * `unknown`: its TLS was not seen from here.
 */
export type MxStanding = "delivers" | "partly" | "refuses" | "nowhere" | "unknown";

export type MxDelivery = { host: string; standing: MxStanding };

/** For each host of the MX set: whether the policy names it, and what it showed. Hosts without a look are `unknown`. */
export function mxDeliveries(
  rows: readonly CoveredMx[],
  looked: readonly MxHostEvidence[],
  now: Date,
): MxDelivery[] {
  const byHost = new Map(looked.map((evidence) => [evidence.host, evidence]));
  return rows.map(({ host, coverage }) => {
    if (coverage === "uncovered") return { host, standing: "refuses" };
    const evidence = byHost.get(host);
    return { host, standing: evidence === undefined ? "unknown" : standingOf(evidence, now) };
  });
}

function standingOf({ host, addresses, looks }: MxHostEvidence, now: Date): MxStanding {
  if (addresses.kind === "absent") return "nowhere";
  const seen = new Set(looks.map((look) => atAddress(look, host, now)));
  if (seen.has("refuses")) return seen.has("delivers") ? "partly" : "refuses";
  return seen.has("delivers") ? "delivers" : "unknown";
}

type AtAddress = Extract<MxStanding, "delivers" | "refuses" | "unknown">;

function atAddress(look: MxAddressLook, host: string, now: Date): AtAddress {
  if (look.kind === "failed") return isRefused(host, look) ? "refuses" : "unknown";
  const { chain = [], chainError = null } = look.tls ?? {};
  return certificateFaults(chain, chainError, host, now).length === 0 ? "delivers" : "refuses";
}

/** What a policy alone makes an error of is what a sender refuses because of the policy. */
function isRefused(host: string, look: FailedLook): boolean {
  const under = (mode: "enforce" | "none") => mxFaultFinding(host, look, { mode, dane: false }).severity;
  return under("enforce") === "error" && under("none") !== "error";
}
