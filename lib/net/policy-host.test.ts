import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { DnsAnswer, PolicyFetchFault } from "#lib/core/evidence.ts";
import { createResolver } from "./dns/resolver.ts";
import { maxPolicyBytes } from "./policy-host.ts";
import { createTargetGuard } from "./target.ts";
import { startDeafServer } from "./testing/deaf-server.ts";
import { startDnsServer } from "./testing/dns-server.ts";
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
import { record } from "./testing/zone.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

describe("a policy that is there", () => {
  test("comes with its text, address, certificate and times", async () => {
    const server = await world.serve(good);
    expect(await world.fetchFrom(server.port)).toEqual({
      kind: "fetched",
      host: "mta-sts.a.test",
      address: "127.0.0.1",
      contentType: "text/plain; charset=utf-8",
      text: policy,
      tls: {
        protocol: "TLSv1.3",
        cipher: expect.stringMatching(/^TLS_/),
        chain: [
          {
            subject: "CN=Test Leaf",
            issuer: "CN=Test Root",
            dnsNames: ["mta-sts.a.test"],
            notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
            notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
            fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
            serialNumber: expect.stringMatching(/^[0-9a-f]+$/),
            keyType: "ec",
            keyBits: 256,
          },
        ],
      },
      timings: {
        dnsMs: expect.any(Number),
        connectMs: expect.any(Number),
        tlsMs: expect.any(Number),
        httpMs: expect.any(Number),
      },
    });
  });

  test("is asked for as RFC 8461 §3.3 says, without compression, with SNI", async () => {
    const server = await world.serve(good);
    await world.fetchFrom(server.port);
    expect(server.serverNames).toEqual(["mta-sts.a.test"]);
    const [requestLine, ...headers] = server.requests[0]?.split("\r\n") ?? [];
    expect(requestLine).toBe("GET /.well-known/mta-sts.txt HTTP/1.1");
    expect(headers.map((line) => line.toLowerCase())).toEqual(
      expect.arrayContaining([
        `host: mta-sts.a.test:${server.port}`,
        "accept-encoding: identity",
        "connection: close",
      ]),
    );
  });

  const chunked =
    (chunks: string[]): Answerer =>
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (const chunk of chunks) socket.write(`${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`);
      socket.write("0\r\n\r\n");
    };
  test.each([
    { name: "in chunks", answer: chunked(["version: ", "STSv1\n"]), text: "version: STSv1\n" },
    {
      name: "exactly as large as the cap",
      answer: respond("200 OK", {}, "x".repeat(maxPolicyBytes)),
      text: "x".repeat(maxPolicyBytes),
    },
    { name: "empty", answer: respond("200 OK", {}, ""), text: "" },
    {
      name: "behind 24 kB of headers",
      answer: respond("200 OK", { "X-Long": "x".repeat(24_000) }, "a"),
      text: "a",
    },
    {
      name: "with a byte order mark, which stays",
      answer: respond("200 OK", {}, "\ufeffversion: STSv1"),
      text: "\ufeffversion: STSv1",
    },
    {
      name: "not in UTF-8",
      answer: respond("200 OK", {}, Buffer.from("mode: \xe9", "latin1")),
      text: "mode: \ufffd",
    },
    {
      name: "ended by the connection's end",
      answer: ((socket) => socket.end("HTTP/1.0 200 OK\r\n\r\nold")) as Answerer,
      text: "old",
    },
  ])("may be $name", async ({ answer, text }) => {
    const server = await world.serve(answer);
    expect(await world.fetchFrom(server.port)).toMatchObject({ kind: "fetched", text, contentType: null });
  });

  test.each([
    { name: "a wildcard", names: ["*.a.test"] },
    { name: "upper case", names: ["MTA-STS.A.test"] },
    { name: "several names", names: ["www.a.test", "mta-sts.a.test"] },
  ])("may have a certificate with $name", async ({ names }) => {
    const server = await world.serve(good, await world.authority.issue({ names }));
    expect(await world.fetchFrom(server.port)).toMatchObject({ kind: "fetched" });
  });

  test("may come over TLS 1.2 and through an intermediate", async () => {
    const own = await (await world.authority.intermediate()).issue({ names: ["mta-sts.a.test"] });
    const server = await world.serve(good, { ...own, maxVersion: "TLSv1.2" });
    const fetched = await world.fetchFrom(server.port);
    expect(fetched).toMatchObject({ kind: "fetched", tls: { protocol: "TLSv1.2" } });
    expect(fetched.tls?.chain.map(({ subject }) => subject)).toEqual([
      "CN=Test Leaf",
      "CN=Test Intermediate",
    ]);
  });
});

describe("addresses", () => {
  test.each([
    { answer: { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] }, fault: "dns-absent" },
    { answer: { kind: "unreachable", reason: "servfail", detail: "x" }, fault: "dns-unreachable" },
  ] satisfies { answer: DnsAnswer<string>; fault: PolicyFetchFault }[])(
    "$answer.kind → $fault",
    async ({ answer, fault }) => {
      const fetched = await world.fetchFrom(1, { resolver: answering(answer) });
      expect(fetched).toMatchObject({ fault, address: null, timings: { connectMs: null } });
    },
  );

  test("look-ups count against the time for the whole", async () => {
    const dns = await startDnsServer(() => ({ kind: "silence" }));
    onTestFinished(dns.close);
    const resolver = createResolver({
      servers: [dns.address],
      timeoutMs: 60_000,
      attempts: 9,
      lookupMs: 600_000,
    });
    expect(await world.fetchFrom(1, { resolver, ...impatient })).toMatchObject({ fault: "dns-unreachable" });
  });

  test("a private address is refused without a connection", async () => {
    const server = await world.serve(good);
    const fetched = await world.fetchFrom(server.port, { guard: createTargetGuard({ allow: [] }) });
    expect(fetched).toMatchObject({ fault: "target-refused", address: "127.0.0.1", detail: /127\.0\.0\.1/ });
    expect(server.connections).toEqual([]);
  });

  test("among several only the permitted one is dialled", async () => {
    const server = await world.serve(good);
    const resolver = resolvingTo("::1", "169.254.169.254", "10.0.0.1", "127.0.0.1");
    expect(await world.fetchFrom(server.port, { resolver })).toMatchObject({
      kind: "fetched",
      address: "127.0.0.1",
    });
  });

  test("the next one is tried when one does not accept", async () => {
    const server = await world.serve(good);
    const options = { resolver: resolvingTo("::1", "127.0.0.1"), guard: createTargetGuard({ allow: "all" }) };
    expect(await world.fetchFrom(server.port, options)).toMatchObject({
      kind: "fetched",
      address: "127.0.0.1",
    });
  });

  test("many addresses of one family do not hide the other", async () => {
    const server = await world.serve(good);
    const many = Array.from({ length: 12 }, () => "::1");
    const options = {
      resolver: resolvingTo(...many, "127.0.0.1"),
      guard: createTargetGuard({ allow: "all" }),
    };
    expect(await world.fetchFrom(server.port, options)).toMatchObject({ kind: "fetched" });
  });

  test("a closed port is a refusal", async () => {
    const server = await startTcpServer(() => {});
    await server.close();
    expect(await world.fetchFrom(server.port)).toMatchObject({
      fault: "connect-refused",
      detail: "127.0.0.1: ECONNREFUSED",
    });
  });

  test("a host that drops connection attempts is a time-out", async () => {
    const deaf = await startDeafServer();
    onTestFinished(deaf.close);
    expect(await world.fetchFrom(deaf.port, impatient)).toMatchObject({
      fault: "connect-timeout",
      address: "127.0.0.1",
    });
  });

  test("an address that cannot be dialled at all is a network fault", async () => {
    const options = { resolver: resolvingTo("255.255.255.255"), guard: createTargetGuard({ allow: "all" }) };
    expect(await world.fetchFrom(9, options)).toMatchObject({ fault: "network", address: "255.255.255.255" });
  });

  test("what is no address is never resolved a second time", async () => {
    const options = { resolver: resolvingTo("localhost"), guard: createTargetGuard({ allow: "all" }) };
    expect(await world.fetchFrom(9, options)).toMatchObject({ fault: "target-refused" });
  });
});

describe("rebinding: a name server that changes its answer after the check", () => {
  async function rebinding(first: string, then: string) {
    const asked = new Map<string, number>();
    const server = await startDnsServer(({ name, type }) => {
      const times = (asked.get(type) ?? 0) + 1;
      asked.set(type, times);
      if (type !== "A") return { kind: "answer" };
      return { kind: "answer", answers: [record(name, "A", times === 1 ? first : then, 0)] };
    });
    onTestFinished(server.close);
    const resolver = createResolver({
      servers: [server.address],
      timeoutMs: 1_000,
      attempts: 1,
      lookupMs: 2_000,
    });
    return { resolver, asked };
  }

  test("the checked address is the one dialled, and the name is asked once", async () => {
    const server = await world.serve(good);
    const { resolver, asked } = await rebinding("127.0.0.1", "127.0.0.2");
    expect(await world.fetchFrom(server.port, { resolver })).toMatchObject({
      kind: "fetched",
      address: "127.0.0.1",
    });
    expect(server.connections).toEqual(["127.0.0.1"]);
    expect(Object.fromEntries(asked)).toEqual({ A: 1, AAAA: 1 });
  });

  test("each fetch checks anew", async () => {
    const server = await world.serve(good);
    const { resolver } = await rebinding("127.0.0.1", "10.0.0.1");
    expect(await world.fetchFrom(server.port, { resolver })).toMatchObject({ kind: "fetched" });
    expect(await world.fetchFrom(server.port, { resolver })).toMatchObject({
      fault: "target-refused",
      address: "10.0.0.1",
    });
    expect(server.connections).toHaveLength(1);
  });
});
