/**
 * The next id for the MTA-STS record (RFC 8461 §3.1), in the form of the RFC's example: `20260131235959Z`, UTC. It
 * always differs from `previous`, and where that is a time too, it is later, even if the clock was set back or the
 * policy changes twice within a second.
 */
export function nextPolicyId(now: Date, previous: string | null): string {
  const last = previous === null ? null : timeOf(previous);
  const next = last === null || last < now.getTime() - 999 ? now.getTime() : last + 1_000;
  const id = idOf(next > lastTime ? now.getTime() : next);
  return id === previous ? idOf(now.getTime() + 1_000) : id;
}

/** Ids have four digits for the year. */
const lastTime = Date.UTC(9999, 11, 31, 23, 59, 59);

function idOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
}

/** `20260131235959Z`, and the forms other tools write: with a `T`, without the `Z`. */
function timeOf(id: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?$/.exec(id);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
