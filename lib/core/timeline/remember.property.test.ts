import fc from "fast-check";
import { expect, test } from "vitest";
import type { DnsAnswer, DomainEvidence, MxFault, MxHostEvidence, PolicyFetch } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import {
  certificate,
  failedLook,
  found,
  mxHost,
  none,
  secured,
  unreachable,
} from "../joined/testing/mx-look.ts";
import { judgeDomain } from "../posture/judge-domain.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import type { Seen } from "./is-judged.ts";
import { type Memory, remember } from "./remember.ts";
import { probes, stored } from "./testing/story.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("__proto__", "\0", "\ud800", "="),
);
const name = fc.oneof(text, fc.constantFrom("mx1.example.com", "mx2.example.com", "example.com", ""));
const address = fc.constantFrom("192.0.2.25", "192.0.2.26", "2001:db8::25");

function answers<T>(record: fc.Arbitrary<T>): fc.Arbitrary<DnsAnswer<T>> {
  return fc.oneof(
    fc.array(record, { maxLength: 5 }).map((records) => found(records)),
    fc.constantFrom(none, world.nxdomain, unreachable("timeout"), unreachable("bogus")),
  );
}

const tlsRptText = fc.oneof(
  text,
  text.map((rest) => `v=TLSRPTv1;${rest}`),
  fc.constant("v=TLSRPTv1; rua=mailto:a@b.example"),
);
const mtaStsText = fc.oneof(
  text,
  text.map((rest) => `v=STSv1;${rest}`),
  fc.constantFrom("v=STSv1; id=1;", "v=STSv1; id=2;"),
);

const policyText = fc.oneof(
  text,
  text.map((rest) => `version: STSv1\n${rest}`),
  fc
    .tuple(fc.constantFrom("testing", "enforce"), name)
    .map(([mode, mx]) => `version: STSv1\nmode: ${mode}\nmx: ${mx}\nmax_age: 86400\n`),
);
const leaf = fc.record({
  fingerprint256: fc.oneof(text, fc.constantFrom("AA:01", "BB:02")),
  notAfter: fc.oneof(text, fc.constant("2026-12-01T00:00:00.000Z")),
  dnsNames: fc.array(name),
});
const fetches: fc.Arbitrary<PolicyFetch> = fc.oneof(
  fc.tuple(policyText, leaf).map(([served, changes]) => world.served(served, { leaf: certificate(changes) })),
  fc.constantFrom(
    world.failed("dns-absent"),
    world.failed("network"),
    world.failed("status", { status: 404 }),
    world.failed("redirect"),
  ),
);

const faults: MxFault[] = ["network", "starttls-not-offered", "tls-too-old", "closed"];
const looks = fc.oneof(
  fc.tuple(address, leaf).map(([at, changes]) => secured(at, changes)),
  fc
    .tuple(fc.constantFrom(...faults), address, text)
    .map(([fault, at, reply]) => failedLook(fault, at, { reply })),
);
const hosts: fc.Arbitrary<MxHostEvidence> = fc
  .record({
    host: name,
    looks: fc.array(looks, { maxLength: 4 }),
    addresses: answers(address),
    leftOut: fc.nat(2),
  })
  .map((changes) => mxHost(changes));

const findings: fc.Arbitrary<Finding> = fc
  .tuple(
    fc.constantFrom("mx-tls-failed", "tlsa-no-match", "other"),
    fc.constantFrom("error", "warning", "unknown"),
    fc.option(name),
    fc.dictionary(name, text, { noNullPrototype: true }),
  )
  .map(([code, severity, subject, data]) => finding(code, severity, { subject, data }));

const checks: fc.Arbitrary<Seen> = fc
  .tuple(
    fc.record({
      tlsRptTxt: answers(tlsRptText),
      mtaStsTxt: answers(mtaStsText),
      ownershipTxt: fc.option(answers(text)),
      mx: answers(fc.record({ preference: fc.nat(65_535), exchange: name })),
      policyFetch: fc.option(fetches),
      policyAddresses: fc.array(fetches, { maxLength: 3 }),
      mxProbes: fc.array(hosts, { maxLength: 4 }).map((list) => probes(...list)),
    }),
    fc.array(findings, { maxLength: 5 }),
  )
  .map(([changes, more]) => {
    const evidence: DomainEvidence = world.evidence(changes);
    const posture = judgeDomain(evidence, world.expected, { evidence: null, stage: "testing" });
    return { evidence, posture: { ...posture, findings: [...posture.findings, ...more] } };
  });

test("whatever is seen: it never throws, and seeing the same again tells nothing", () => {
  fc.assert(
    fc.property(fc.array(checks, { minLength: 1, maxLength: 4 }), (seen) => {
      let memory: Memory | null = null;
      for (const one of seen) {
        memory = stored(remember(memory, one).memory);
        const again = remember(memory, one);
        expect(again.events).toEqual([]);
        memory = stored(again.memory);
      }
    }),
  );
});

test("a dark check changes nothing, and what comes back after it is no news", () => {
  fc.assert(
    fc.property(checks, (seen) => {
      const { memory } = remember(null, seen);
      const dark = world.evidence({
        tlsRptTxt: world.timedOut,
        mtaStsTxt: world.timedOut,
        ownershipTxt: world.timedOut,
        mx: world.timedOut,
        policyFetch: null,
      });
      const posture = judgeDomain(dark, world.expected, { evidence: null, stage: seen.posture.stage });
      const after = remember(memory, { evidence: dark, posture });
      expect(after.events).toEqual([]);
      expect(remember(after.memory, seen).events).toEqual([]);
    }),
  );
});

const long = '"\\"'.repeat(1_000);

/** A zone, hosts and findings as large as an attacker can make them; `turn` makes all of it new. */
function hostile(turn: string): Seen {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `${turn}${index}.${long}`);
  const many = names(200);
  const looks = names(30).map((fingerprint256) => secured("192.0.2.25", { fingerprint256, notAfter: long }));
  const lines = names(4_000).map((_, index) => `mx: ${turn}${index}.test\n`);
  const evidence = world.evidence({
    tlsRptTxt: found(many.map((one) => `v=TLSRPTv1; ${one}`)),
    mtaStsTxt: found(many.map((one) => `v=STSv1; ${one}`)),
    mx: found(many.map((exchange, preference) => ({ exchange, preference }))),
    policyFetch: world.served(`version: STSv1\nmode: enforce\n${lines.join("")}max_age: 86400\n`),
    mxProbes: probes(...names(40).map((host) => mxHost({ host, looks }))),
  });
  const data = { host: long, address: turn + long, detail: long };
  const errors = many.map((subject, index) => finding(`${turn}-${index}`, "error", { subject, data }));
  return { evidence, posture: { ...world.judge(), findings: errors } };
}

test("memory and events stay small, however much is thrown at them", () => {
  let memory: Memory | null = null;
  for (const turn of ["a", "b", "c"]) {
    const told = remember(memory, hostile(turn));
    memory = stored(told.memory);
    expect(JSON.stringify(memory).length).toBeLessThan(400_000);
    expect(told.events.length).toBeLessThan(200);
    expect(JSON.stringify(told.events).length).toBeLessThan(400_000);
    expect(remember(memory, hostile(turn)).events).toEqual([]);
  }
});

test("a policy too large to be kept is not taken for the last known version", () => {
  const evidence = { ...hostile("a").evidence, mtaStsTxt: world.txt("v=STSv1; id=1;") };
  const { memory } = remember(null, { evidence: world.evidence(), posture: world.judge() });
  expect(memory.policyVersion).not.toBeNull();
  expect(remember(memory, { evidence, posture: world.judge() }).memory.policyVersion).toBeNull();
});
