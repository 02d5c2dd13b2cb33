/** The time left for a piece of outside work that takes several steps. */
export type Deadline = { remainingMs(): number };

/**
 * Starts a deadline `ms` milliseconds from now, on the monotonic clock: a change of wall time does not move it.
 * What remains is rounded down, since timers fire up to a millisecond early.
 */
export function startDeadline(ms: number): Deadline {
  const end = performance.now() + ms;
  return { remainingMs: () => Math.max(0, Math.floor(end - performance.now())) };
}
