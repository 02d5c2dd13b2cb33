import { healthy, healthyDane } from "./catalog/healthy.ts";
import { faults } from "./faults.ts";
import type { World } from "./world.ts";

/**
 * Publishes what a developer meets first: a handful of domains in different stages, and `<fault>.example` for
 * every fault of the catalog.
 */
export async function publishSamples(world: World): Promise<void> {
  await world.publish("healthy.example", healthy("healthy.example"));
  await world.publish("dane.example", healthyDane("dane.example"));
  await world.publish("testing.example", healthy("testing.example", { policy: { mode: "testing" } }));
  await world.publish("new.example", { mx: ["mx1.new.example", "mx2.new.example"] });
  await world.publish("broken.example", {
    mx: [
      { host: "mx1.broken.example", smtp: { certificate: "expired" } },
      { host: "mx2.broken.example", smtp: { starttls: "not-offered" } },
    ],
    tlsRpt: "v=TLSRPTv1; rua=mailto:tls-reports@broken.example",
    mtaSts: "v=STSv1; id=20260101T000000;",
    policy: { mode: "enforce", mx: ["mx1.broken.example"], certificate: "expired" },
  });
  for (const [name, describeFault] of Object.entries(faults)) {
    const domain = `${name}.example`;
    await world.publish(domain, describeFault(domain));
  }
}
