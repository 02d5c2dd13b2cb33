import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MxHostEvidence } from "#lib/core/evidence.ts";
import { type Dialler, dialAddress } from "#lib/net/dial.ts";
import { createResolver } from "#lib/net/dns/resolver.ts";
import { type MxProbeOptions, probeMx } from "#lib/net/smtp/probe-mx.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createOldTlsTrust, createTrust } from "#lib/net/tls/trust.ts";
import { healthy, healthyDane } from "./catalog/healthy.ts";
import { mxFaults } from "./catalog/mx-faults.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let options: Omit<MxProbeOptions, "dial">;
beforeAll(async () => {
  world = await createWorld();
  options = {
    resolver: createResolver({ servers: [world.dns], timeoutMs: 4_000, attempts: 1, lookupMs: 8_000 }),
    guard: createTargetGuard({ allow: ["127.0.0.0/8"] }),
    trust: { modern: createTrust([world.ca]), old: createOldTlsTrust([world.ca]) },
    ...{ port: world.smtpPort, helloName: "probe.example", now: new Date() },
    deadlines: { hostMs: 20_000, addressMs: 8_000, connectMs: 4_000, leastMs: 0 },
  };
});
afterAll(() => world.stop());

const impatient = { hostMs: 20_000, addressMs: 600, connectMs: 400, leastMs: 0 };

type Seen = { evidence: MxHostEvidence; traffic: string[][]; mostAtOnce: number };

/** Probes a host, and notes what the host saw of it. */
async function probe(host: string, deadlines = options.deadlines): Promise<Seen> {
  const sockets: Socket[] = [];
  let mostAtOnce = 0;
  const dial: Dialler = async (address, target) => {
    const dialled = await dialAddress(address, target);
    if (dialled.ok) sockets.push(dialled.socket);
    mostAtOnce = Math.max(mostAtOnce, sockets.filter(({ closed }) => !closed).length);
    return dialled;
  };
  world.traffic.clear();
  const evidence = await probeMx(host, { ...options, deadlines, dial });
  const traffic = world.traffic.smtp.map(({ commands }) => commands);
  return { evidence, traffic, mostAtOnce };
}

/** `secured`, or the fault; then what is wrong with the chain, if a certificate was seen. */
function inShort({ looks }: MxHostEvidence): string[] {
  return looks.map((look) => {
    const outcome = look.kind === "failed" ? look.fault : look.kind;
    return [outcome, look.tls?.chainError].filter(Boolean).join(" ");
  });
}

const upToTls = ["EHLO", "STARTTLS"];
const whole = [...upToTls, "QUIT"];

/** What a look at the second MX host finds under each fault of the catalog, and the commands of each connection. */
const rows: Record<keyof typeof mxFaults, [looks: string[], traffic: string[][]]> = {
  "mx-connection-refused": [["connect-refused"], []],
  "mx-silent": [["banner-timeout"], [[]]],
  "mx-reset": [["closed"], [[]]],
  "mx-banner-554": [["banner-refused"], [["QUIT"]]],
  "mx-banner-421": [["banner-refused"], [[]]],
  "mx-no-starttls": [["starttls-not-offered"], [["EHLO", "QUIT"]]],
  "mx-starttls-refused": [["starttls-refused"], [whole]],
  "mx-starttls-silent": [["tls-timeout"], [upToTls]],
  "mx-starttls-broken": [["tls-handshake"], [upToTls]],
  "mx-old-tls": [["tls-too-old"], [upToTls, whole]],
  "mx-expired-certificate": [["secured CERT_HAS_EXPIRED"], [whole]],
  "mx-not-yet-valid-certificate": [["secured CERT_NOT_YET_VALID"], [whole]],
  "mx-wrong-name-certificate": [["secured"], [whole]],
  "mx-self-signed-certificate": [["secured DEPTH_ZERO_SELF_SIGNED_CERT"], [whole]],
  "mx-untrusted-certificate": [["secured UNABLE_TO_GET_ISSUER_CERT_LOCALLY"], [whole]],
  "mx-incomplete-chain": [["secured UNABLE_TO_VERIFY_LEAF_SIGNATURE"], [whole]],
  "mx-no-san-certificate": [["secured"], [whole]],
  "mx-certificate-expires-soon": [["secured"], [whole]],
  "mx-second-address-expired": [
    ["secured", "secured CERT_HAS_EXPIRED"],
    [whole, whole],
  ],
};

/** Those whose outcome is a time-out. */
const slow: (keyof typeof mxFaults)[] = ["mx-silent", "mx-starttls-silent"];

describe("each fault of an MX host, seen from outside", () => {
  test.each(Object.keys(mxFaults) as (keyof typeof mxFaults)[])("%s", async (fault) => {
    const domain = `${fault}.example`;
    await world.publish(domain, mxFaults[fault](domain));
    const seen = await probe(`mx2.${domain}`, slow.includes(fault) ? impatient : options.deadlines);
    expect([inShort(seen.evidence), seen.traffic]).toEqual(rows[fault]);
    expect(seen.mostAtOnce).toBeLessThanOrEqual(1);
  });
});

test("a healthy host", async () => {
  await world.publish("healthy.example", healthy("healthy.example"));
  const { evidence, traffic } = await probe("mx1.healthy.example");
  expect(evidence).toMatchObject({
    ...{ host: "mx1.healthy.example", leftOut: 0, tlsa: { kind: "absent" } },
    addresses: { kind: "found", authenticated: false },
    looks: [
      {
        ...{ kind: "secured", banner: "220 mx1.healthy.example ESMTP mail-world" },
        extensions: ["SIZE 10485760", "STARTTLS", "8BITMIME"],
        tls: { protocol: "TLSv1.3", chainError: null },
      },
    ],
  });
  expect(evidence.looks[0]?.tls?.chain.map(({ dnsNames }) => dnsNames)).toEqual([
    ["mx1.healthy.example"],
    [],
  ]);
  expect(traffic).toEqual([whole]);
});

test("a host that does not exist is looked up and not dialled", async () => {
  const { evidence, traffic } = await probe("mx.nowhere.example");
  expect(evidence).toMatchObject({ addresses: { kind: "absent", reason: "nxdomain" }, looks: [] });
  expect(traffic).toEqual([]);
});

test("a signed host's TLSA record is the digest of the key that it shows", async () => {
  await world.publish("dane.example", healthyDane("dane.example"));
  const { evidence } = await probe("mx1.dane.example");
  const [leaf] = evidence.looks[0]?.tls?.chain ?? [];
  expect(evidence.tlsa).toMatchObject({
    ...{ kind: "found", authenticated: true },
    records: [{ usage: 3, selector: 1, matchingType: 1, data: leaf?.spkiSha256 }],
  });
});
