import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MxFault } from "../evidence.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { resultTypes } from "../tlsrpt/result-type.ts";
import type { SightedFault } from "./sighting.ts";
import { ask, at, now, subject } from "./testing/ask.ts";
import { address, failedLook, found, otherAddress, secured } from "./testing/mx-look.ts";
import { type FaultSubject, visibleFault } from "./visible-fault.ts";

const expired = { notAfter: "2026-06-01T00:00:00.000Z" };
const here = "192.0.2.10";
const policy: FaultSubject = { kind: "policy", fetch: world.failed("status"), addresses: [] };

describe("what nobody can tell", () => {
  test.each<[string, string | null, FaultSubject, string]>([
    ["an unknown type, nothing wrong", "new-type", at(secured()), "untold not-checkable:"],
    [
      "an unknown type, something wrong",
      "new-type",
      at(secured(address, expired)),
      `untold not-checkable: certificate-expired@${address}`,
    ],
    ["no type", null, at(secured()), "untold not-checkable:"],
    ["no type, of a policy", null, policy, `untold not-checkable: status@${here}`],
    ["a name of every object", "constructor", at(secured()), "untold not-checkable:"],
    [
      "a policy's failure held against a mail host",
      "sts-policy-invalid",
      at(secured()),
      "untold not-checkable:",
    ],
    ["a mail host's failure held against a policy", "certificate-expired", policy, "untold not-checkable:"],
  ])("%s", (_, type, of, says) => {
    expect(ask(type, of)).toBe(says);
  });
});

const mxFaults: MxFault[] = ["starttls-not-offered", "network", "closed", "tls-too-old", "smtp-malformed"];
const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ minLength: 200, maxLength: 300 }));
const anyLook = fc.oneof(
  fc
    .record({ notAfter: text, notBefore: text, dnsNames: fc.array(text), issuer: text })
    .map((leaf) => secured(address, leaf)),
  fc
    .tuple(fc.constantFrom(...mxFaults), text, text)
    .map(([fault, detail, reply]) => failedLook(fault, otherAddress, { detail, reply })),
);

test("hostile texts never make it throw, and what is quoted stays short", () => {
  const types = fc.constantFrom<string | null>(...Object.keys(resultTypes), null, "other");
  fc.assert(
    fc.property(types, fc.array(anyLook, { maxLength: 4 }), text, (type, looks, data) => {
      const tlsa = found([{ usage: 3, selector: 1, matchingType: 1, data }]);
      const { sightings } = visibleFault(type, subject({ looks, tlsa }), now);
      expect(sightings.every(({ detail }) => detail.length <= 120)).toBe(true);
    }),
  );
});

test("each sighting says what it saw", () => {
  const looks = [
    secured(address, expired),
    failedLook("starttls-refused", otherAddress, { reply: "454 TLS not available" }),
  ];
  const { sightings } = visibleFault("validation-failure", at(...looks), now);
  expect(sightings).toEqual([
    { fault: "certificate-expired", address, detail: expired.notAfter },
    {
      fault: "starttls-refused" satisfies SightedFault,
      address: otherAddress,
      detail: "454 TLS not available",
    },
  ]);
});
