import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { MxAddressLook, MxHostEvidence } from "#lib/core/evidence.ts";
import { createDb, type Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Net } from "#lib/net/net.ts";
import { testContext } from "#lib/services/testing/test-world.ts";
import { maxProbedHosts, probeMxHosts } from "./probe-mx-hosts.ts";

let db: Db;
let url: string;
let drop: () => Promise<void>;
const probed: string[] = [];
let host: string;
let round = 0;

beforeAll(async () => {
  ({ db, url, drop } = await createTestDatabase());
});
afterAll(() => drop());
beforeEach(async () => {
  await db.pool.query("DELETE FROM mx_hosts");
  probed.length = 0;
  round += 1;
  host = `mx${round}.provider.example`;
});

const patient = { maxAgeSeconds: 3600, waitMs: 20_000 };

test("a thousand that ask for the same host over two processes cause one look", async () => {
  const other = createDb(url, { maxConnections: 5 });
  const asked = Array.from({ length: 1_000 }, (_, index) =>
    probeMxHosts(outside(index % 2 === 0 ? db : other), [host], patient),
  );
  const answers = await Promise.all(asked);
  await other.close();
  expect(probed).toEqual([host]);
  expect(new Set(answers.map(({ hosts }) => hosts[0]?.probedAt)).size).toBe(1);
});

test("a young look is shared, an old one is not good enough", async () => {
  await probeMxHosts(outside(), [host], patient);
  await probeMxHosts(outside(), [host], patient);
  expect(probed).toHaveLength(1);
  await age("probed_at = probed_at - interval '2 hours', not_before = not_before - interval '2 hours'");
  await probeMxHosts(outside(), [host], patient);
  expect(probed).toHaveLength(2);
});

test("whoever wants everything anew still leaves the host a minute", async () => {
  await probeMxHosts(outside(), [host], { ...patient, maxAgeSeconds: 0 });
  const again = await probeMxHosts(outside(), [host], { ...patient, maxAgeSeconds: 0 });
  expect([probed.length, again.hosts.length]).toEqual([1, 1]);
});

test("a host that turns us away is left alone, each time for longer", async () => {
  const rests: number[] = [];
  for (let times = 0; times < 9; times += 1) {
    await probeMxHosts(outside(db, refused), [host], { ...patient, maxAgeSeconds: 0 });
    rests.push(await restSeconds());
    await age("probed_at = probed_at - interval '1 day', not_before = not_before - interval '1 day'");
  }
  expect(rests).toEqual([300, 600, 1200, 2400, 4800, 9600, 19_200, 21_600, 21_600]);
  await probeMxHosts(outside(), [host], { ...patient, maxAgeSeconds: 0 });
  expect(await restSeconds()).toBe(60);
});

test("the claim of a process that died lapses", async () => {
  await db.pool.query(
    "INSERT INTO mx_hosts (host, claim, claimed_until) VALUES ($1, gen_random_uuid(), now())",
    [host],
  );
  expect((await probeMxHosts(outside(), [host], patient)).hosts).toHaveLength(1);
});

test("what another process is looking at is waited for", async () => {
  await db.pool.query(
    "INSERT INTO mx_hosts (host, claim, claimed_until) VALUES ($1, gen_random_uuid(), now() + interval '1 minute')",
    [host],
  );
  const waiting = probeMxHosts(outside(), [host], patient);
  await db.pool.query(
    "UPDATE mx_hosts SET claim = NULL, claimed_until = NULL, probed_at = now(), evidence = $2 WHERE host = $1",
    [host, JSON.stringify(evidence(host, secured))],
  );
  expect((await waiting).hosts.map((one) => one.host)).toEqual([host]);
  expect(probed).toEqual([]);
});

test("what is not there in time is left out, and kept for the next who asks", async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const first = await probeMxHosts(outside(db, secured, slow), [host], { ...patient, waitMs: 0 });
  expect(first).toMatchObject({ hosts: [], leftOut: [host] });
  finish();
  await vi.waitFor(async () => expect(await lookKept()).toBe(true), { timeout: 5_000, interval: 20 });
  const next = await probeMxHosts(outside(), [host], { ...patient, waitMs: 5_000 });
  expect(next).toMatchObject({ leftOut: [], hosts: [{ host }] });
  expect(probed).toEqual([host]);
});

test("a look that fails lets the host go", async () => {
  const broken = {
    ...outside(),
    net: { ...outside().net, probeMx: () => Promise.reject(new Error("a bug")) },
  };
  await expect(probeMxHosts(broken, [host], patient)).rejects.toThrow("a bug");
  expect((await probeMxHosts(outside(), [host], patient)).hosts).toHaveLength(1);
});

test("hosts beyond the cap are named and not dialled", async () => {
  const hosts = Array.from({ length: maxProbedHosts + 2 }, (_, index) => `mx${index}.many.example`);
  const answer = await probeMxHosts(outside(), hosts, patient);
  expect(answer.leftOut).toEqual(hosts.slice(maxProbedHosts));
  expect(probed.toSorted()).toEqual(hosts.slice(0, maxProbedHosts).toSorted());
});

describe("whether port 25 is open on our side", () => {
  test("a greeting proves it", async () => {
    expect((await probeMxHosts(outside(), [host], patient)).egress).toBe("open");
  });
  test("a refusal and silence do not", async () => {
    expect((await probeMxHosts(outside(db, refused), [host], patient)).egress).toBe("unproven");
  });
  test("a greeting of the day before yesterday does not", async () => {
    await probeMxHosts(outside(), [host], patient);
    await age("answered_at = answered_at - interval '2 days'");
    expect((await probeMxHosts(outside(), [host], patient)).egress).toBe("unproven");
  });
});

test("with probes switched off nothing is dialled", async () => {
  const off = { ...outside(), net: { ...outside().net, mxSource: "off" as const } };
  expect(await probeMxHosts(off, [host], patient)).toEqual({
    source: "off",
    egress: "unproven",
    hosts: [],
    leftOut: [],
  });
  expect(probed).toEqual([]);
});

const nothing = { connectMs: 1, bannerMs: 1, ehloMs: 1, starttlsMs: 1, tlsMs: 1 };
const secured: MxAddressLook = {
  kind: "secured",
  address: "192.0.2.25",
  banner: "220 mx ESMTP",
  extensions: ["STARTTLS"],
  tls: null,
  timings: nothing,
};
const refused: MxAddressLook = {
  ...secured,
  kind: "failed",
  fault: "banner-refused",
  banner: "554 no",
  detail: "",
  reply: "554 no",
};

function evidence(name: string, look: MxAddressLook): MxHostEvidence {
  const addresses = {
    kind: "found",
    records: ["192.0.2.25"],
    ttlSeconds: 300,
    authenticated: false,
    cnames: [],
  } as const;
  return {
    host: name,
    probedAt: new Date().toISOString(),
    addresses: { ...addresses, records: [...addresses.records], cnames: [] },
    tlsa: { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] },
    looks: [look],
    leftOut: 0,
  };
}

function outside(own = db, look = secured, until: Promise<void> = Promise.resolve()) {
  const context = testContext(own, { kind: "system" });
  const net: Net = {
    ...context.net,
    mxSource: "direct",
    probeMx: async (name) => {
      probed.push(name);
      await until;
      return evidence(name, look);
    },
  };
  return { ...context, net };
}

async function age(change: string): Promise<void> {
  await db.pool.query(`UPDATE mx_hosts SET ${change} WHERE host = $1`, [host]);
}

async function restSeconds(): Promise<number> {
  const found = await db.pool.query<{ rest: number }>(
    "SELECT round(extract(epoch FROM not_before - probed_at))::int AS rest FROM mx_hosts WHERE host = $1",
    [host],
  );
  return found.rows[0]?.rest ?? 0;
}

async function lookKept(): Promise<boolean> {
  const found = await db.pool.query("SELECT FROM mx_hosts WHERE host = $1 AND evidence IS NOT NULL", [host]);
  return found.rowCount === 1;
}
