import type { Socket } from "node:net";
import { missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Dialled, Dialler } from "#lib/net/dial.ts";
import { courierPatience, type Tell } from "./errand.ts";

/** A connection to the first of these checked addresses that accepts; `null`: none did, and it was told why. */
export async function connect(
  addresses: string[],
  { port, dial, deadline }: { port: number; dial: Dialler; deadline: Deadline },
  tell: Tell,
): Promise<Socket | null> {
  const faults: Extract<Dialled, { ok: false }>[] = [];
  for (const address of addresses) {
    const timeoutMs = Math.min(courierPatience.connectMs, deadline.remainingMs());
    if (timeoutMs === 0) break;
    const dialled = await dial(address, { port, timeoutMs });
    if (dialled.ok) {
      await tell(passed("connected", { address, port }));
      return dialled.socket;
    }
    faults.push(dialled);
  }
  const words = faults.map(({ address, detail }) => `${address}: ${detail}`).join("; ");
  // A refusal comes from the host itself, so it tells most.
  const refused = faults.find(({ fault }) => fault === "connect-refused");
  const fault = (refused ?? faults[0])?.fault ?? "connect-timeout";
  await tell(missed("connected", fault, { addresses: addresses.join(", "), port }, words));
  return null;
}
