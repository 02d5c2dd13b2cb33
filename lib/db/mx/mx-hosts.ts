import type { MxHostEvidence } from "#lib/core/evidence.ts";
import type { MxOutcome } from "#lib/core/posture/mx-outcome.ts";
import type { Db } from "#lib/db/client.ts";
import { storableJson } from "#lib/db/storable-json.ts";

/**
 * `claimed`: the caller looks, and nobody else until it lets go. `known`: the last look is young enough, or the host is
 * left alone for now. `taken`: somebody else is looking; `evidence` is what was seen before.
 */
export type MxClaim =
  | { kind: "claimed" }
  | { kind: "known"; evidence: MxHostEvidence }
  | { kind: "taken"; evidence: MxHostEvidence | null };

/** How long a host is left alone after a look, in seconds; each look in a row that was turned away doubles `refused`. */
export type Rest = { answered: number; refused: number; most: number };

/**
 * Asks for the right to look at an MX host, unless a look younger than `maxAgeSeconds` is at hand. The clock is the
 * database's, since the claim is one among many processes. A claim lapses after `claimSeconds`.
 */
export async function claimMxHost(
  db: Db,
  host: string,
  claim: string,
  { maxAgeSeconds, claimSeconds }: { maxAgeSeconds: number; claimSeconds: number },
): Promise<MxClaim> {
  const claimed = await db.pool.query({
    name: "claim-mx-host",
    text: `INSERT INTO mx_hosts (host, claim, claimed_until)
        VALUES ($1, $2, clock_timestamp() + make_interval(secs => $4))
      ON CONFLICT (host) DO UPDATE SET claim = excluded.claim, claimed_until = excluded.claimed_until
        WHERE (mx_hosts.claimed_until IS NULL OR mx_hosts.claimed_until < clock_timestamp())
          AND (mx_hosts.probed_at IS NULL OR mx_hosts.probed_at < clock_timestamp() - make_interval(secs => $3))
          AND (mx_hosts.not_before IS NULL OR mx_hosts.not_before <= clock_timestamp())
      RETURNING 1`,
    values: [host, claim, maxAgeSeconds, claimSeconds],
  });
  if (claimed.rowCount === 1) return { kind: "claimed" };
  const found = await db.pool.query<{ evidence: MxHostEvidence | null; stands: boolean }>({
    name: "read-mx-host",
    text: `SELECT evidence, claimed_until IS NULL OR claimed_until < clock_timestamp()
        OR coalesce(probed_at >= clock_timestamp() - make_interval(secs => $2), false) AS stands
      FROM mx_hosts WHERE host = $1`,
    values: [host, maxAgeSeconds],
  });
  const { evidence = null, stands = false } = found.rows[0] ?? {};
  return evidence && stands ? { kind: "known", evidence } : { kind: "taken", evidence };
}

/** Keeps what a look saw and lets the host go. Without the claim, which has lapsed then, nothing is kept. */
export async function keepMxHost(
  db: Db,
  claim: string,
  { evidence, outcome, rest }: { evidence: MxHostEvidence; outcome: MxOutcome; rest: Rest },
): Promise<void> {
  await db.pool.query({
    name: "keep-mx-host",
    text: `UPDATE mx_hosts SET evidence = $3, probed_at = clock_timestamp(), claim = NULL, claimed_until = NULL,
        answered_at = CASE WHEN $4 = 'answered' THEN clock_timestamp() ELSE answered_at END,
        refusals = CASE WHEN $4 = 'refused' THEN refusals + 1 ELSE 0 END,
        not_before = clock_timestamp() + make_interval(secs => CASE WHEN $4 = 'refused'
          THEN least($7::float8, $6::float8 * 2 ^ least(refusals, 20)) ELSE $5::float8 END)
      WHERE host = $1 AND claim = $2`,
    values: [
      evidence.host,
      claim,
      JSON.stringify(storableJson(evidence)),
      outcome,
      rest.answered,
      rest.refused,
      rest.most,
    ],
  });
}

/** Keeps a claim alive while its look goes on. */
export async function renewMxClaim(db: Db, host: string, claim: string, claimSeconds: number): Promise<void> {
  await db.pool.query({
    name: "renew-mx-claim",
    text: `UPDATE mx_hosts SET claimed_until = clock_timestamp() + make_interval(secs => $3)
      WHERE host = $1 AND claim = $2`,
    values: [host, claim, claimSeconds],
  });
}

/** Lets a host go that could not be looked at. */
export async function dropMxClaim(db: Db, host: string, claim: string): Promise<void> {
  await db.pool.query(
    "UPDATE mx_hosts SET claim = NULL, claimed_until = NULL WHERE host = $1 AND claim = $2",
    [host, claim],
  );
}

/** Whether any mail server has greeted us within so many hours: proof that port 25 is open on our side. */
export async function hasMxAnswered(db: Db, withinHours: number): Promise<boolean> {
  const found = await db.pool.query<{ answered: boolean }>({
    name: "has-mx-answered",
    text: `SELECT EXISTS (SELECT FROM mx_hosts
      WHERE answered_at > clock_timestamp() - make_interval(hours => $1)) AS answered`,
    values: [withinHours],
  });
  return found.rows[0]?.answered ?? false;
}

/** The last look at each host, as far as there is one. */
export async function newestMxLooks(db: Db, hosts: string[]): Promise<Map<string, MxHostEvidence>> {
  const found = await db.pool.query<{ host: string; evidence: MxHostEvidence }>({
    name: "newest-mx-looks",
    text: "SELECT host, evidence FROM mx_hosts WHERE host = ANY($1) AND evidence IS NOT NULL",
    values: [hosts],
  });
  return new Map(found.rows.map(({ host, evidence }) => [host, evidence]));
}

/** Forgets hosts that nobody asked about for so many days. Returns how many. */
export async function forgetMxHosts(db: Db, days: number): Promise<number> {
  const gone = await db.pool.query(
    `DELETE FROM mx_hosts WHERE coalesce(probed_at, claimed_until) < clock_timestamp() - make_interval(days => $1)`,
    [days],
  );
  return gone.rowCount ?? 0;
}
