import { findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { type Taken, takeBundle } from "#lib/services/reports/take-bundle.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { createRoom } from "#lib/services/room.ts";

export type Upload = {
  /** Octets that may come at most. */
  size: number;
  chunks: AsyncIterable<Uint8Array>;
  peer: string | null;
  userAgent: string | null;
};

/** A file may be held whole while it is read: octets of all of them; `busy` when too many wait already. */
const readingRoom = createRoom({ size: 268_435_456, maxWaiting: 50 });

/** Reports of one file under way together: enough to share transactions, too few to fill the database's connections. */
const atOnce = 4;

/**
 * Takes every report of a file that a program hands in with its key: what becomes of each is told to `onTaken`, once it
 * is committed. Rejects when the file's stream or our own storage does.
 */
export async function uploadWithKey(
  context: Context,
  path: DomainPath,
  { size, chunks, peer, userAgent }: Upload,
  onTaken: (taken: Taken) => void,
): Promise<Result<null, "not-proven" | "busy">> {
  const found = await requireProvenDomain(context, path, "member");
  if (!found.ok) return found;
  const { actor, db, now } = context;
  if (actor.kind !== "key") return fail("forbidden");
  const { organizationId, name } = found.value.domain;
  const [address] = await findDomainsByName(db, organizationId, [name], now);
  if (!address) return fail("not-found");
  const place = await readingRoom.enter(size);
  if (!place) return fail("busy");
  try {
    const credentials = async () => ({ kind: "key" as const, name: actor.name });
    const bundle = { chunks, road: "api" as const, credentials, peer, userAgent };
    for await (const taken of takeBundle(context, { kind: "domain", address }, bundle, { atOnce })) {
      onTaken(taken);
    }
    return ok(null);
  } finally {
    place.leave();
  }
}
