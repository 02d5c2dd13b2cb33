import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Trust } from "#lib/db/client.ts";
import { type Contribution, trustRank } from "./report-row.ts";
import type { RollUpChange } from "./roll-ups.ts";
import type { Reading } from "./stored-reports.ts";

/** A stored copy of a report, as far as what counts depends on it. */
export type Copy = {
  id: string;
  /** Hex. */
  reportKey: string;
  contentHash: string;
  trust: Trust;
  voucher: string;
  counted: boolean;
  day: string;
  reporter: string;
  contribution: Contribution;
};

export type Rereading = { id: string; reading: Reading };

/**
 * `rewritten`: its rows say what is read today. `repeats`: read today it is the same report with the same content as
 * another stored copy, so it keeps its rows and counts no more. `gone`: it was deleted meanwhile.
 */
export type Rewritten = "rewritten" | "repeats" | "gone";

export type RewritePlan = {
  outcomes: Map<string, Rewritten>;
  /** Copies as they are to be; those that stay as they are, are left out. */
  changed: { before: Copy; after: Copy }[];
  /** What vouches for the first holds for the second from now on. */
  vouchers: { from: string; to: string }[];
  rollUps: Omit<RollUpChange, "domainId">[];
};

/**
 * What has to change when reports of one domain are read anew. `copies` are all stored copies of the reports as they
 * were and as they are read now. Of each report one copy counts: the one that most vouches for, of equals the one that
 * counted, else the first; as if all had arrived today.
 */
export function planRewrite(copies: Copy[], rereadings: Rereading[]): RewritePlan {
  const before = new Map(copies.map((copy) => [copy.id, copy]));
  const after = new Map(copies.map((copy) => [copy.id, { ...copy }]));
  const plan: RewritePlan = { outcomes: new Map(), changed: [], vouchers: [], rollUps: [] };
  const touched = new Set<string>();
  for (const { id, reading } of rereadings) {
    const copy = after.get(id);
    if (!copy) {
      plan.outcomes.set(id, "gone");
      continue;
    }
    touched.add(copy.reportKey);
    const read = {
      reportKey: reading.reportKey.toString("hex"),
      contentHash: reading.contentHash.toString("hex"),
    };
    const twin = [...after.values()].find((other) => other.id !== id && isSame(other, read));
    if (twin) {
      if (trustRank[copy.trust] > trustRank[twin.trust]) plan.vouchers.push({ from: id, to: twin.id });
      repeat(copy, twin);
      touched.add(twin.reportKey);
    } else {
      const { day, reporter, contribution } = reading;
      Object.assign(copy, read, { day, reporter, contribution });
      touched.add(copy.reportKey);
    }
    plan.outcomes.set(id, twin ? "repeats" : "rewritten");
  }
  const repeats = new Set([...plan.outcomes].filter(([, kind]) => kind === "repeats").map(([id]) => id));
  for (const key of touched) {
    elect(
      [...after.values()].filter((copy) => copy.reportKey === key && !repeats.has(copy.id)),
      before,
    );
  }
  compare(plan, before, after);
  return plan;
}

function isSame(copy: Copy, read: Pick<Copy, "reportKey" | "contentHash">): boolean {
  return copy.reportKey === read.reportKey && copy.contentHash === read.contentHash;
}

/** It stands under a key that no report has, so that it neither counts nor is taken for a copy of what it was. */
function repeat(copy: Copy, twin: Copy): void {
  copy.counted = false;
  copy.reportKey = createHash("sha256").update(`repeats ${copy.id}`).digest("hex");
  if (trustRank[copy.trust] <= trustRank[twin.trust]) return;
  twin.trust = copy.trust;
  twin.voucher = copy.voucher;
}

function elect(candidates: Copy[], before: Map<string, Copy>): void {
  const [elected] = candidates.toSorted(
    (a, b) =>
      trustRank[b.trust] - trustRank[a.trust] ||
      Number(before.get(b.id)?.counted) - Number(before.get(a.id)?.counted) ||
      (a.id < b.id ? -1 : 1),
  );
  for (const copy of candidates) copy.counted = copy === elected;
}

function compare(plan: RewritePlan, all: Map<string, Copy>, afterwards: Map<string, Copy>): void {
  for (const [id, before] of all) {
    const after = afterwards.get(id);
    if (!after || isDeepStrictEqual(before, after)) continue;
    plan.changed.push({ before, after });
    if (before.counted) plan.rollUps.push(change(before, -1));
    if (after.counted) plan.rollUps.push(change(after, 1));
  }
}

function change(
  { day, reporter, trust, voucher, contribution }: Copy,
  sign: 1 | -1,
): Omit<RollUpChange, "domainId"> {
  return { day, reporter, trust, voucher, sign, contribution };
}
