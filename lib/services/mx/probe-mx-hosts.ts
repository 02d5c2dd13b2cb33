import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { MxHostEvidence, MxProbes } from "#lib/core/evidence.ts";
import { mxOutcome } from "#lib/core/posture/mx-outcome.ts";
import type { Db } from "#lib/db/client.ts";
import {
  claimMxHost,
  dropMxClaim,
  hasMxAnswered,
  keepMxHost,
  type MxClaim,
  type Rest,
  renewMxClaim,
} from "#lib/db/mx/mx-hosts.ts";
import type { Context } from "#lib/services/context.ts";
import { createRoom } from "#lib/services/room.ts";

export type ProbeWish = {
  /** An older look is not good enough. */
  maxAgeSeconds: number;
  /** How long to wait for looks under way; what is not there by then is left out, and kept for the next who asks. */
  waitMs: number;
  /** Called with each host as soon as it is known. */
  onHost?: (evidence: MxHostEvidence) => void;
};

/** More than senders try, and than any domain needs. */
export const maxProbedHosts = 10;

/** A claim is renewed three times before it lapses: then its process is dead, or cut off from the database. */
const claimSeconds = 21;

/** How long a look of another process is waited for. */
const patienceMs = 180_000;

const rest: Rest = { answered: 60, refused: 300, most: 21_600 };

/** An answer of the last day shows that port 25 is not shut on our side. */
const egressHours = 24;

/** Looks of this process at a time, and how many may wait for their turn. */
const looks = createRoom({ size: 16, maxWaiting: 1_000 });

/**
 * What the hosts of an MX set show, each looked at once for all domains that name it: a young look of whichever process
 * is shared, and one that is under way is waited for. The caller has authorised and limited whoever asks.
 */
export async function probeMxHosts(
  context: Pick<Context, "db" | "net">,
  hosts: readonly string[],
  wish: ProbeWish,
): Promise<MxProbes> {
  const { db, net } = context;
  const source = net.mxSource;
  if (source === "off") return { source, egress: "unproven", hosts: [], leftOut: [] };
  const until = performance.now() + wish.waitMs;
  const seen = await Promise.all(
    hosts.slice(0, maxProbedHosts).map(async (host) => {
      const evidence = await withinTime(probeMxHost(context, host, wish.maxAgeSeconds), until);
      if (evidence) wish.onHost?.(evidence);
      return evidence;
    }),
  );
  const known = seen.filter((evidence) => evidence !== null);
  const names = new Set(known.map(({ host }) => host));
  return {
    source,
    egress: (await hasMxAnswered(db, egressHours)) ? "open" : "unproven",
    hosts: known,
    leftOut: hosts.filter((host) => !names.has(host)),
  };
}

const underWay = new WeakMap<Db["pool"], Map<string, Promise<MxHostEvidence | null>>>();

/** Whoever asks the same of a host meanwhile shares the answer; the claim in the database keeps other processes away. */
function probeMxHost(
  context: Pick<Context, "db" | "net">,
  host: string,
  maxAgeSeconds: number,
): Promise<MxHostEvidence | null> {
  const running = underWay.get(context.db.pool) ?? new Map<string, Promise<MxHostEvidence | null>>();
  underWay.set(context.db.pool, running);
  const key = `${maxAgeSeconds} ${host}`;
  const known = running.get(key);
  if (known) return known;
  const look = lookOrWait(context, host, maxAgeSeconds).finally(() => running.delete(key));
  running.set(key, look);
  return look;
}

/** Waits while another process looks, and takes over when its claim lapses. `null`: no look came about. */
async function lookOrWait(
  context: Pick<Context, "db" | "net">,
  host: string,
  maxAgeSeconds: number,
): Promise<MxHostEvidence | null> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const claimed = await claimAndLook(context, host, maxAgeSeconds);
    if (claimed?.kind !== "taken") return claimed?.evidence ?? null;
    if (performance.now() > until) return claimed.evidence;
    await pause(250);
  }
}

/** `null`: too many wait for their turn in this process. */
async function claimAndLook(
  { db, net }: Pick<Context, "db" | "net">,
  host: string,
  maxAgeSeconds: number,
): Promise<Exclude<MxClaim, { kind: "claimed" }> | null> {
  const claim = randomUUID();
  const place = await looks.enter(1);
  if (!place) return null;
  try {
    const claimed = await claimMxHost(db, host, claim, { maxAgeSeconds, claimSeconds });
    if (claimed.kind !== "claimed") return claimed;
    const evidence = await whileRenewed(
      () => renewMxClaim(db, host, claim, claimSeconds),
      () => net.probeMx(host),
    );
    await keepMxHost(db, claim, { evidence, outcome: mxOutcome(evidence), rest });
    return { kind: "known", evidence };
  } finally {
    place.leave();
    await dropMxClaim(db, host, claim);
  }
}

/** A renewal that fails is tried again with the next. */
async function whileRenewed<T>(renew: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void renew().catch(() => undefined), (claimSeconds * 1_000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** What is not there in time goes on by itself: its result is kept, and its failure is told to nobody here. */
async function withinTime<T>(work: Promise<T>, until: number): Promise<T | null> {
  const left = Math.max(0, until - performance.now());
  const stop = new AbortController();
  const late = pause(left, null, { signal: stop.signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    work.catch(() => undefined);
  }
}
