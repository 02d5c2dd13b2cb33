import { viewZone, type ZoneViewOptions } from "#lib/net/dns/zone-view.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import type { Responder, TestDnsServer } from "./dns-server.ts";
import { resolverOf, serveDns } from "./resolver-under-test.ts";
import { answerFrom, type Zone } from "./zone.ts";

/** Name servers at 127.0.0.1, 127.0.0.2, … on one port, closed at the end of the running test. */
export async function nameServers(
  first: Responder,
  ...others: Responder[]
): Promise<{ port: number; servers: TestDnsServer[] }> {
  const one = await serveDns(first);
  const port = Number(one.address.split(":")[1]);
  const more = others.map((responder, index) => serveDns(responder, { host: `127.0.0.${index + 2}`, port }));
  return { port, servers: [one, ...(await Promise.all(more))] };
}

/** Views `name` through a resolver that knows `zone`, at name servers on one port of loopback, patiently. */
export async function viewThrough(
  zone: Zone,
  port: number,
  name: string,
  changes: Partial<ZoneViewOptions> = {},
) {
  return viewZone(name, {
    resolver: resolverOf([await serveDns(answerFrom(zone))]),
    guard: createTargetGuard({ allow: ["127.0.0.0/8"] }),
    nameServerPort: port,
    deadlines: { zoneMs: 4_000, tryMs: 2_000 },
    ...changes,
  });
}
