import { afterEach, expect, test } from "vitest";
import { createNet, type NetConfig } from "./net.ts";
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
