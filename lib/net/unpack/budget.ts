import type { BundleCaps } from "./caps.ts";
import type { Fault } from "./fault.ts";
import { inflateOrdinaryGzip } from "./gzip.ts";
import { outputLimit } from "./inflate-raw.ts";
import { createPace, type Pace } from "./pace.ts";

/**
 * What is left to spend on one file, mail or archive; looking into it takes from it. `piecesLeft` counts the one that is
 * refused, too: at 0 nothing more is looked at.
 */
export type Budget = { caps: BundleCaps; pace: Pace; inflatedLeft: number; piecesLeft: number };

export function createBudget(caps: BundleCaps, pace: Pace = createPace()): Budget {
  return { caps, pace, inflatedLeft: caps.inflatedBytesTotal, piecesLeft: caps.pieces + 1 };
}

type Outcome = { ok: true; bytes: Buffer } | ({ ok: false } & Fault);

/** Inflates something within what is left, and takes it off. A refusal names the cap that was nearest. */
export async function inflateWithin(
  budget: Budget,
  packed: Uint8Array,
  inflate: (caps: { inflatedBytes: number; ratio: number }) => Promise<Outcome>,
): Promise<Outcome> {
  const { inflatedBytes, inflatedBytesTotal } = budget.caps;
  const left = budget.inflatedLeft;
  const caps = capsLeft(budget);
  const outcome = await inflate(caps);
  if (outcome.ok) {
    budget.inflatedLeft -= outcome.bytes.length;
    return outcome;
  }
  // What was thrown away was inflated all the same; otherwise a thousand bombs would cost a thousandfold.
  if (isOverLimit(outcome.reason)) budget.inflatedLeft -= outputLimit(packed.length, caps).octets;
  if (outcome.reason !== "too-large-inflated" || left >= inflatedBytes) return outcome;
  return {
    ok: false,
    reason: "too-large-total",
    detail: `inflates to more than ${inflatedBytesTotal} octets in all`,
  };
}

/** What `inflateOrdinaryGzip` does at once, within what is left; `null`: that is for `inflateWithin`. */
export function inflateOrdinary(budget: Budget, packed: Uint8Array): { ok: true; bytes: Buffer } | null {
  const bytes = inflateOrdinaryGzip(packed, capsLeft(budget));
  if (bytes === null) return null;
  budget.inflatedLeft -= bytes.length;
  return { ok: true, bytes };
}

function capsLeft({ caps, inflatedLeft }: Budget): { inflatedBytes: number; ratio: number } {
  return { inflatedBytes: Math.min(caps.inflatedBytes, inflatedLeft), ratio: caps.ratio };
}

function isOverLimit(reason: Fault["reason"]): boolean {
  return reason === "ratio" || reason === "too-large-inflated";
}
