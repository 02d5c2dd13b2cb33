import { finding } from "#lib/core/finding.ts";
import type { Context } from "#lib/services/context.ts";
import type { Destination } from "./arrival.ts";
import { setAside } from "./set-aside.ts";
import type { Bundle, Taken } from "./take-bundle.ts";

/**
 * Keeps what could not be taken out of its mail with the mail around it, in quarantine; whether there was room.
 */
export async function keepWhole(
  context: Context,
  destination: Destination,
  { road, credentials, peer, userAgent }: Omit<Bundle, "chunks">,
  raw: Uint8Array,
  { path, reason, detail }: Extract<Taken, { kind: "refused" }>,
): Promise<boolean> {
  const fault = finding(`report-${reason}`, "error", { subject: path || null, data: { detail } });
  const arrival = { raw, road, credentials: await credentials(null), peer, userAgent, fileName: null };
  return (await setAside(context, destination, arrival, "unreadable", [fault])).kept;
}
