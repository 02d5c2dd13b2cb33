import { beforeAll, expect, test } from "vitest";
import { createTargetGuard } from "#lib/net/target.ts";
import {
  answering,
  createPolicyWorld,
  good,
  type PolicyWorld,
  resolvingTo,
} from "#lib/net/testing/policy-world.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { type ProbeOptions, probeHttps } from "./probe.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

function probe(port: number, changes: Partial<ProbeOptions> = {}) {
  return probeHttps("mta-sts.a.test", {
    resolver: resolvingTo("127.0.0.1"),
    guard: createTargetGuard({ allow: ["127.0.0.1"] }),
    trust: createTrust([world.authority.pem]),
    port,
    now: new Date(),
    deadlines: { totalMs: 4_000, connectMs: 2_000 },
    ...changes,
  });
}

test("a host with a certificate that holds is reached, and asked for nothing", async () => {
  const server = await world.serve(good);
  expect(await probe(server.port)).toMatchObject({
    kind: "reached",
    host: "mta-sts.a.test",
    address: "127.0.0.1",
    tls: { protocol: "TLSv1.3", chain: [{ dnsNames: ["mta-sts.a.test"] }] },
  });
  expect(server.requests).toEqual([]);
});

test("an expired certificate is a fault with its facts", async () => {
  const expired = await world.authority.issue({
    names: ["mta-sts.a.test"],
    validFromDays: -9,
    validToDays: -1,
  });
  const server = await world.serve(good, expired);
  expect(await probe(server.port)).toMatchObject({
    kind: "failed",
    fault: "certificate-expired",
    tls: { chain: [{ dnsNames: ["mta-sts.a.test"] }] },
  });
});

test("an address that is not public is not dialled", async () => {
  const server = await world.serve(good);
  const guard = createTargetGuard({ allow: [] });
  expect(await probe(server.port, { guard })).toMatchObject({ kind: "failed", fault: "target-refused" });
});

test("a host without an address is a fault of its own", async () => {
  const resolver = answering({ kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] });
  expect(await probe(443, { resolver })).toMatchObject({ kind: "failed", fault: "dns-absent", tls: null });
});
