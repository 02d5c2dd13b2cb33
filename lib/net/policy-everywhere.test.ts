import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { PolicyHostOptions } from "./policy-host.ts";
import { createTargetGuard } from "./target.ts";
import { startDeafServer } from "./testing/deaf-server.ts";
import {
  answering,
  createPolicyWorld,
  good,
  impatient,
  type PolicyWorld,
  policy,
  resolvingTo,
} from "./testing/policy-world.ts";
import { type Answerer, respond, startTcpServer } from "./testing/tls-server.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

const loopback = createTargetGuard({ allow: ["127.0.0.0/8"] });

/** The policy host at these addresses, all on one port; `null`: nothing listens there. */
async function serveAt(hosts: Record<string, Answerer | null>, options: Partial<PolicyHostOptions> = {}) {
  const first = await world.serve(hosts["127.0.0.1"] ?? good);
  for (const [host, answer] of Object.entries(hosts)) {
    if (host !== "127.0.0.1" && answer !== null) await world.serve(answer, {}, { host, port: first.port });
  }
  const resolver = resolvingTo(...Object.keys(hosts));
  return world.fetchEverywhere(first.port, { resolver, guard: loopback, ...options });
}

const gone = respond("404 Not Found", {}, "");
const silent: Answerer = () => {};

describe("every address speaks for itself", () => {
  test("each has an entry of its own, in the order in which they would be dialled", async () => {
    const other = respond("200 OK", {}, "version: STSv1\n");
    const hosts = { "127.0.0.1": good, "127.0.0.2": gone, "127.0.0.3": null, "127.0.0.4": other };
    const { addresses, leftOut } = await serveAt(hosts);
    expect(addresses).toMatchObject([
      { address: "127.0.0.1", kind: "fetched", text: policy },
      { address: "127.0.0.2", kind: "failed", fault: "status", status: 404 },
      { address: "127.0.0.3", kind: "failed", fault: "connect-refused", detail: "127.0.0.3: ECONNREFUSED" },
      { address: "127.0.0.4", kind: "fetched", text: "version: STSv1\n" },
    ]);
    expect(leftOut).toBe(0);
  });

  test("each shows its own certificate", async () => {
    const days = { names: ["mta-sts.a.test"], validFromDays: -9, validToDays: -1 };
    const first = await world.serve(good);
    const place = { host: "127.0.0.2", port: first.port };
    await world.serve(good, await world.authority.issue(days), place);
    const options = { resolver: resolvingTo("127.0.0.1", "127.0.0.2"), guard: loopback };
    const { addresses } = await world.fetchEverywhere(first.port, options);
    expect(addresses).toMatchObject([{ kind: "fetched" }, { fault: "certificate-expired" }]);
    const [ours, expired] = addresses.map(({ tls }) => tls?.chain[0]?.fingerprint256);
    expect(ours).not.toBe(expired);
  });

  test("a single address has its entry too", async () => {
    const { fetch, addresses } = await serveAt({ "127.0.0.1": good });
    expect(addresses).toEqual([fetch]);
  });

  test("the name is looked up once for all of them", async () => {
    let asked = 0;
    const records = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
    const answer: DnsAnswer<string> = {
      kind: "found",
      records,
      ttlSeconds: 0,
      authenticated: false,
      cnames: [],
    };
    const resolver = {
      addresses: async () => {
        asked += 1;
        return answer;
      },
    };
    const { addresses } = await serveAt({ "127.0.0.1": good }, { resolver });
    expect(addresses).toHaveLength(3);
    expect(asked).toBe(1);
  });

  test.each<DnsAnswer<string>>([
    { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] },
    { kind: "unreachable", reason: "timeout", detail: "x" },
  ])("a host without one ($kind) has no entries", async (answer) => {
    const resolver = answering(answer);
    const { fetch, ...rest } = await world.fetchEverywhere(1, { resolver });
    expect(rest).toEqual({ addresses: [], leftOut: 0 });
    expect(fetch).toEqual({ ...(await world.fetchFrom(1, { resolver })), timings: expect.anything() });
  });

  test("refused ones come last and are not dialled", async () => {
    const server = await world.serve(good);
    const resolver = resolvingTo("169.254.169.254", "10.0.0.1", "127.0.0.1");
    const { fetch, addresses } = await world.fetchEverywhere(server.port, { resolver });
    expect(addresses).toMatchObject([
      { address: "127.0.0.1", kind: "fetched" },
      {
        address: "169.254.169.254",
        fault: "target-refused",
        detail: "not a public address: 169.254.169.254",
      },
      { address: "10.0.0.1", fault: "target-refused", timings: { connectMs: null } },
    ]);
    expect(fetch).toMatchObject({ kind: "fetched" });
  });
});

describe("what a sender gets is the same as when only one address is asked", () => {
  const allClosed = { "127.0.0.2": null, "127.0.0.3": null };
  test.each<[string, Record<string, Answerer | null>, object]>([
    ["the first that answers", { "127.0.0.1": good, "127.0.0.2": gone }, { kind: "fetched" }],
    ["a bad answer of the first, though the next is good", { "127.0.0.2": gone, "127.0.0.1": good }, {}],
    ["the next when the first does not accept", { "127.0.0.9": null, "127.0.0.1": gone }, { status: 404 }],
    ["the refusals of all, when none accepts", allClosed, { fault: "connect-refused" }],
    ["a refusal rather than our own want of a route", { ...allClosed, "255.255.255.255": null }, {}],
  ])("%s", async (_why, hosts, expected) => {
    const options = {
      resolver: resolvingTo(...Object.keys(hosts)),
      guard: createTargetGuard({ allow: "all" }),
    };
    const first = await world.serve(hosts["127.0.0.1"] ?? good);
    for (const [host, answer] of Object.entries(hosts)) {
      if (host !== "127.0.0.1" && answer !== null) await world.serve(answer, {}, { host, port: first.port });
    }
    const { fetch } = await world.fetchEverywhere(first.port, options);
    const alone = await world.fetchFrom(first.port, options);
    expect(fetch).toEqual({ ...alone, timings: expect.anything() });
    expect(fetch).toMatchObject(expected);
  });

  test("nothing but refused addresses is a refusal that names them", async () => {
    const options = { resolver: resolvingTo("10.0.0.1", "::1") };
    const { fetch } = await world.fetchEverywhere(1, options);
    expect(fetch).toEqual({ ...(await world.fetchFrom(1, options)), timings: expect.anything() });
    expect(fetch).toMatchObject({
      fault: "target-refused",
      detail: "not a public address: 10.0.0.1, ::1",
    });
  });
});

describe("bounds", () => {
  test("no more than eight addresses, families in turn, what may be dialled before what may not", async () => {
    const server = await startTcpServer(() => {});
    await server.close();
    const v4 = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
    const v6 = Array.from({ length: 9 }, (_, index) => `2001:db8::${index + 1}`);
    const guard = createTargetGuard({ allow: ["127.0.0.0/8"] });
    const some = await world.fetchEverywhere(server.port, { resolver: resolvingTo(...v6, ...v4), guard });
    expect(some.addresses.map(({ address }) => address)).toEqual([...v4, ...v6.slice(0, 5)]);
    expect(some.leftOut).toBe(4);

    const many = Array.from({ length: 10 }, (_, index) => `127.0.0.${index + 1}`);
    const options = { resolver: resolvingTo("::1", ...many), guard: createTargetGuard({ allow: "all" }) };
    const all = await world.fetchEverywhere(server.port, options);
    expect(all.addresses.map(({ address }) => address)).toEqual(["::1", ...many.slice(0, 7)]);
    expect(all.leftOut).toBe(3);
  });

  test("two addresses at a time", async () => {
    const waiting: (() => void)[] = [];
    let open = 0;
    let most = 0;
    // A pair is answered once both are there: one at a time would wait in vain, four would be open together.
    const inPairs: Answerer = (socket, request) => {
      open += 1;
      most = Math.max(most, open);
      socket.once("close", () => {
        open -= 1;
      });
      waiting.push(() => good(socket, request));
      if (waiting.length === 2) for (const go of waiting.splice(0)) go();
    };
    const hosts = { "127.0.0.1": inPairs, "127.0.0.2": inPairs, "127.0.0.3": inPairs, "127.0.0.4": inPairs };
    const { addresses } = await serveAt(hosts);
    expect(addresses.map(({ kind }) => kind)).toEqual(["fetched", "fetched", "fetched", "fetched"]);
    expect(most).toBe(2);
  });

  test("what could no longer be given time is left out, not blamed", async () => {
    const hosts = { "127.0.0.1": silent, "127.0.0.2": silent, "127.0.0.3": good };
    const { addresses, leftOut } = await serveAt(hosts, impatient);
    expect(addresses).toMatchObject([{ fault: "timeout" }, { fault: "timeout" }]);
    expect(leftOut).toBe(1);
  });

  test("one that hangs keeps only its own lane busy", async () => {
    const hosts = { "127.0.0.1": silent, "127.0.0.2": good, "127.0.0.3": gone };
    const { fetch, addresses } = await serveAt(hosts, { deadlines: { totalMs: 1_500, connectMs: 200 } });
    expect(addresses).toMatchObject([{ fault: "timeout" }, { kind: "fetched" }, { status: 404 }]);
    expect(fetch).toMatchObject({ fault: "timeout", address: "127.0.0.1" });
  });

  test("a host that drops connection attempts is a time-out, as it is alone", async () => {
    const deaf = await startDeafServer();
    onTestFinished(deaf.close);
    const { fetch, addresses } = await world.fetchEverywhere(deaf.port, impatient);
    expect(fetch).toMatchObject({ fault: "connect-timeout", address: "127.0.0.1" });
    expect(addresses).toEqual([fetch]);
  });
});
