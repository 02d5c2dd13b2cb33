/** Sessions that were counted, by how they ended. */
export type SessionCounts = { successful: number; failed: number };

/** Counts with their rate. `failureRate` is 0 to 1, and `null` when nothing was counted: no data is not zero. */
export type Totals = SessionCounts & { sessions: number; failureRate: number | null };

/** Adds rows up. */
export function totals(rows: Iterable<SessionCounts>): Totals {
  let successful = 0;
  let failed = 0;
  for (const row of rows) {
    successful += row.successful;
    failed += row.failed;
  }
  const sessions = successful + failed;
  return { successful, failed, sessions, failureRate: share(failed, sessions) };
}

/** `part` of `whole`, 0 to 1; `null` when there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
