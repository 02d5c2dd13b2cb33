import type { Finding } from "../finding.ts";

const dayMs = 86_400_000;

/** So long an error that was seen once outweighs that nobody can see the host any more. */
const standingDays = 7;

/**
 * Errors that an earlier check met at addresses of an MX host. They stand for a week while the host stays out of sight:
 * else a fault would pass for mended as soon as our port 25 is shut. What DNS alone says is judged anew each time.
 */
export function standingMxErrors(
  host: string,
  { before, now }: { before: readonly Finding[]; now: Date },
): Finding[] {
  const today = now.toISOString().slice(0, 10);
  return before
    .filter(({ severity, subject, data }) => severity === "error" && subject === host && "address" in data)
    .map((one) => ({ ...one, data: { ...one.data, unseenSince: one.data.unseenSince ?? today } }))
    .filter(({ data }) => Date.parse(String(data.unseenSince)) + standingDays * dayMs >= now.getTime());
}
