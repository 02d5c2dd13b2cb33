import { afterEach, describe, expect, test } from "vitest";
import { createNet, type NetConfig } from "./net.ts";
import { serveMx } from "./smtp/testing/mx-server.ts";
import { serveSocks } from "./smtp/testing/socks-server.ts";
import { createAuthority } from "./testing/certificate-authority.ts";
import { startDnsServer } from "./testing/dns-server.ts";
import { respond, startTlsServer } from "./testing/tls-server.ts";
import { answerFrom } from "./testing/zone.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const config: NetConfig = { dnsServers: ["127.0.0.1"], policyPort: 443, extraCaPems: [], allowTargets: [] };

test("a domain's records and policy, over one configured world", async () => {
  const authority = await createAuthority();
  const identity = await authority.issue({ names: ["mta-sts.a.test"] });
  const host = await startTlsServer(identity, respond("200 OK", {}, "version: STSv1"));
  const dns = await startDnsServer(
    answerFrom({ "_mta-sts.a.test TXT": ["v=STSv1; id=1;"], "mta-sts.a.test A": ["127.0.0.1"] }),
  );
  closers.push(host.close, dns.close);
  const world = { dnsServers: [dns.address], policyPort: host.port, extraCaPems: [authority.pem] };

  const net = createNet({ ...world, allowTargets: ["127.0.0.0/8"] });
  expect(await net.txt("_mta-sts.a.test")).toMatchObject({ kind: "found", records: ["v=STSv1; id=1;"] });
  expect(await net.mx("a.test")).toMatchObject({ kind: "absent" });
  expect(await net.fetchPolicy("a.test")).toMatchObject({ kind: "fetched", text: "version: STSv1" });
  expect(await net.fetchPolicy("b.test")).toMatchObject({ kind: "failed", fault: "dns-absent" });

  const careful = createNet({ ...world, allowTargets: [] });
  expect(await careful.fetchPolicy("a.test")).toMatchObject({ kind: "failed", fault: "target-refused" });

  const publicRootsOnly = createNet({ ...world, extraCaPems: [], allowTargets: "all" });
  expect(await publicRootsOnly.fetchPolicy("a.test")).toMatchObject({ fault: "certificate-not-trusted" });
});

test("several authorities may come in one PEM text, with remarks between them", async () => {
  const [first, second] = [await createAuthority("First"), await createAuthority("Second")];
  const identity = await second.issue({ names: ["mta-sts.a.test"] });
  const host = await startTlsServer(identity, respond("200 OK", {}, "x"));
  const dns = await startDnsServer(answerFrom({ "mta-sts.a.test A": ["127.0.0.1"] }));
  closers.push(host.close, dns.close);
  const bundle = `# ours\n${first.pem}\n# theirs\n${second.pem}`;
  const net = createNet({
    dnsServers: [dns.address],
    policyPort: host.port,
    extraCaPems: [bundle],
    allowTargets: "all",
  });
  expect(await net.fetchPolicy("a.test")).toMatchObject({ kind: "fetched" });
});

describe("MX hosts", () => {
  const direct = { source: { kind: "direct" }, helloName: null } as const;

  test("are looked at with the configured port, name and trust", async () => {
    const authority = await createAuthority();
    const server = await serveMx({ tls: await authority.issue({ names: ["mx.a.test"] }) });
    const dns = await startDnsServer(answerFrom({ "mx.a.test A": ["127.0.0.1"] }));
    closers.push(dns.close);
    const world = { dnsServers: [dns.address], extraCaPems: [authority.pem], policyPort: 443 };
    const mx = { ...direct, port: server.port, helloName: "probe.a.test" };
    const net = createNet({ ...world, mx, allowTargets: ["127.0.0.1"] });
    expect(net.mxSource).toBe("direct");
    expect(await net.probeMx("mx.a.test")).toMatchObject({
      looks: [{ kind: "secured", tls: { chainError: null } }],
    });
    expect(server.sessions[0]?.commands[0]).toBe("EHLO probe.a.test");

    const careful = createNet({ ...world, mx, allowTargets: [] });
    expect(await careful.probeMx("mx.a.test")).toMatchObject({ looks: [{ fault: "target-refused" }] });
    expect(server.sessions).toHaveLength(1);
  });

  test("are looked at through a proxy, its own address unchecked and the target's checked", async () => {
    const proxy = await serveSocks(5);
    const dns = await startDnsServer(
      answerFrom({ "mx.a.test A": ["192.0.2.25"], "mx.b.test A": ["198.51.100.25"] }),
    );
    closers.push(dns.close);
    const source = {
      kind: "socks",
      proxy: { host: "127.0.0.1", port: proxy.port, user: null, password: null },
    } as const;
    const net = createNet({
      ...config,
      dnsServers: [dns.address],
      allowTargets: ["198.51.100.0/24"],
      mx: { port: 25, source, helloName: null },
    });
    expect(net.mxSource).toBe("socks");
    expect(await net.probeMx("mx.a.test")).toMatchObject({ looks: [{ fault: "target-refused" }] });
    expect(await net.probeMx("mx.b.test")).toMatchObject({ looks: [{ fault: "connect-refused" }] });
    expect(proxy.targets).toEqual([{ type: "ipv4", host: "198.51.100.25", port: 25 }]);
  });

  test.each([
    ["switched off", { mx: { ...direct, port: 25, source: { kind: "off" } } } as const],
    ["left out", {}],
  ])("%s: to ask all the same is a bug", (_, rest) => {
    const net = createNet({ ...config, ...rest });
    expect(net.mxSource).toBe("off");
    expect(() => net.probeMx("mx.a.test")).toThrow("PROBE_SOURCE is off");
  });
});

test.each([
  { name: "a resolver by name", wrong: { dnsServers: ["dns.test"] } },
  { name: "a range that is none", wrong: { allowTargets: ["everything"] } },
  { name: "a CA text without a certificate", wrong: { extraCaPems: ["none"] } },
  {
    name: "a CA text with a broken certificate",
    wrong: { extraCaPems: ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] },
  },
])("$name stops the start", ({ wrong }) => {
  expect(() => createNet({ ...config, ...wrong })).toThrow();
});

test("without configured resolvers the system's are taken", () => {
  expect(() => createNet({ ...config, dnsServers: [] })).not.toThrow();
});
