import { afterAll, beforeAll, expect, test } from "vitest";
import { auditSections } from "#lib/core/audit/section.ts";
import type { DnsAnswer, MxHostEvidence, PolicyFetch } from "#lib/core/evidence.ts";
import { mxHost, secured } from "#lib/core/joined/testing/mx-look.ts";
import type { Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import type { Net } from "#lib/net/net.ts";
import { resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, type Zone } from "#lib/net/testing/zone.ts";
import type { Context } from "#lib/services/context.ts";
import { servedPolicy, testContext } from "#lib/services/testing/test-world.ts";
import { auditDomain, startAudit } from "./audit-domain.ts";
import { lookUpLimit } from "./open-look-up.ts";

let db: Db;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

const policyText = "version: STSv1\r\nmode: enforce\r\nmx: mx.a.example\r\nmax_age: 604800\r\n";

const zone: Zone = {
  "a.example MX": [[10, "mx.a.example"]],
  "mx.a.example A": ["192.0.2.10"],
  "slow.example MX": [[10, "mx.slow.example"]],
  "mx.slow.example A": ["192.0.2.11"],
  "a.example TXT": ["v=spf1 mx -all"],
  "_dmarc.a.example TXT": ["v=DMARC1; p=reject; rua=mailto:r@a.example"],
  "_mta-sts.a.example TXT": ["v=STSv1; id=1;"],
  "_smtp._tls.a.example TXT": ["v=TLSRPTv1; rua=mailto:r@a.example"],
};

/** An anonymous context over a small real DNS. */
async function outside(fetchPolicy: Net["fetchPolicy"], changes: Partial<Net> = {}): Promise<Context> {
  const server = await serveDns(answerFrom(zone, { authenticated: true }));
  const context = testContext(db, { kind: "anonymous" });
  const fetchPolicyEverywhere = async (domain: string) => {
    const fetch = await fetchPolicy(domain);
    return { fetch, addresses: [fetch], leftOut: 0 };
  };
  return {
    ...context,
    net: { ...context.net, ...resolverOf([server]), fetchPolicy, fetchPolicyEverywhere, ...changes },
  };
}

const served = async () => servedPolicy("a.example", policyText);
const ask = (peer: string, rest: { domain?: string; selectors?: string } = {}) => ({
  domain: "A.example.",
  selectors: "",
  peer,
  ...rest,
});

test("every part of a domain, in order, each judged; without a look at port 25 what stands there is unknown", async () => {
  const audited = await auditDomain(await outside(served), ask("192.0.2.1"));
  if (!audited.ok) throw new Error(audited.code);
  const { domain, sections } = audited.value;
  expect(domain).toBe("a.example");
  expect(sections.map(({ section }) => section)).toEqual([...auditSections]);
  expect(Object.fromEntries(sections.map(({ section, state }) => [section, state]))).toEqual({
    mx: "unknown",
    spf: "ok",
    dkim: "absent",
    dmarc: "ok",
    mtaSts: "ok",
    tlsRpt: "ok",
    dane: "absent",
    caa: "absent",
    bimi: "absent",
  });
});

test("a part does not wait for the others: SPF is told while the policy host is silent", async () => {
  let answerAtLast: (fetched: PolicyFetch) => void = () => {};
  const silent = new Promise<PolicyFetch>((resolve) => {
    answerAtLast = resolve;
  });
  const started = await startAudit(await outside(() => silent), ask("192.0.2.2"));
  if (!started.ok) throw new Error(started.code);
  const { sections } = started.value;
  expect(await sections.spf).toMatchObject({ state: "ok" });
  expect(await Promise.race([sections.mtaSts, Promise.resolve("still waiting")])).toBe("still waiting");
  answerAtLast(await served());
  expect(await sections.mtaSts).toMatchObject({ state: "ok" });
});

test("MX hosts are met, and what they show is judged under the policy", async () => {
  const host = "mx.a.example";
  const expired = { dnsNames: [host], notAfter: "2026-03-01T00:00:00.000Z" };
  const probeMx = async () => mxHost({ host, looks: [secured("192.0.2.10", expired)] });
  const audited = await auditDomain(await outside(served, { mxSource: "direct", probeMx }), ask("192.0.2.8"));
  if (!audited.ok) throw new Error(audited.code);
  const mx = audited.value.sections.find(({ section }) => section === "mx");
  expect(mx).toMatchObject({ state: "error", findings: [{ code: "mx-certificate-expired", subject: host }] });
  expect(audited.value.mxProbes.hosts.map((one) => one.host)).toEqual([host]);
});

test("a silent MX host holds up its own parts and no other", async () => {
  const answer = Promise.withResolvers<MxHostEvidence>();
  const context = await outside(served, { mxSource: "direct", probeMx: () => answer.promise });
  const started = await startAudit(context, ask("192.0.2.9", { domain: "slow.example" }));
  if (!started.ok) throw new Error(started.code);
  const { sections, mxHosts } = started.value;
  expect(await sections.mtaSts).toMatchObject({ section: "mtaSts" });
  expect((await mxHosts).hosts.map(({ host }) => host)).toEqual(["mx.slow.example"]);
  expect(await Promise.race([sections.mx, Promise.resolve("still waiting")])).toBe("still waiting");
  answer.resolve(mxHost({ host: "mx.slow.example" }));
  expect(await sections.mx).toMatchObject({ section: "mx" });
});

test("without DNS everything is unknown, and nothing is called missing", async () => {
  const context = await outside(async () => ({ ...(await served()), ...unreachableHost }));
  const silent: DnsAnswer<never> = { kind: "unreachable", reason: "servfail", detail: "told so" };
  const deaf = { ...context, net: { ...context.net, query: async () => silent } };
  const audited = await auditDomain(deaf, ask("192.0.2.3"));
  if (!audited.ok) throw new Error(audited.code);
  expect(new Set(audited.value.sections.map(({ state }) => state))).toEqual(new Set(["unknown"]));
});

test("selectors are read from what was typed, and what is none is handed back", async () => {
  const audited = await auditDomain(await outside(served), ask("192.0.2.4", { selectors: "S1, ü" }));
  if (!audited.ok) throw new Error(audited.code);
  expect(audited.value).toMatchObject({ selectors: ["s1"], refusedSelectors: ["ü"] });
  const dkim = audited.value.sections.find(({ section }) => section === "dkim");
  expect(dkim?.findings.map(({ code }) => code)).toContain("dkim-selector-missing");
});

test("what is no mail domain is refused, and costs no look-up", async () => {
  const context = await outside(served);
  expect(await auditDomain(context, ask("192.0.2.5", { domain: "a b" }))).toMatchObject({
    ok: false,
    code: "invalid-name",
  });
});

test("a client has so many looks and no more", async () => {
  const context = testContext(db, { kind: "anonymous" });
  for (let look = 0; look < lookUpLimit.points; look++) await startAudit(context, ask("192.0.2.6"));
  expect(await startAudit(context, ask("192.0.2.6"))).toMatchObject({ ok: false, code: "rate-limited" });
  expect(await startAudit(context, ask("192.0.2.7"))).toMatchObject({ ok: true });
});

const unreachableHost: Pick<
  Extract<PolicyFetch, { kind: "failed" }>,
  "kind" | "fault" | "detail" | "status" | "location"
> = {
  kind: "failed",
  fault: "dns-unreachable",
  detail: "told so",
  status: null,
  location: null,
};
