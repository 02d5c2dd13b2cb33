import { describe, expect, test } from "vitest";
import type { PolicyFetchFault } from "../evidence.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { ask, now } from "./testing/ask.ts";
import { otherAddress } from "./testing/mx-look.ts";
import { type FaultSubject, visibleFault } from "./visible-fault.ts";

const good = world.policy("enforce", ["mx1.example.com"]);
const here = "192.0.2.10";

function policySubject(...addresses: (typeof good)[]): FaultSubject {
  return { kind: "policy", fetch: addresses[0] ?? good, addresses };
}

describe("policies", () => {
  const types = ["sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid"] as const;
  const [v, h, o, n] = ["visible", "untold hidden", "untold our-limit", "not visible"] as const;
  test.each<[PolicyFetchFault, string, string, string]>([
    ["dns-absent", v, h, h],
    ["dns-unreachable", o, o, o],
    ["target-refused", o, o, o],
    ["connect-refused", v, h, h],
    ["connect-timeout", o, o, o],
    ["network", o, o, o],
    ["tls-handshake", v, h, v],
    ["certificate-expired", v, h, v],
    ["certificate-not-yet-valid", v, h, v],
    ["certificate-name-mismatch", v, h, v],
    ["certificate-not-trusted", v, h, v],
    ["http-malformed", v, h, n],
    ["redirect", v, h, n],
    ["status", v, h, n],
    ["timeout", v, h, h],
    ["too-large", v, h, n],
  ])("%s", (fault, ...expected) => {
    const of = policySubject(world.failed(fault));
    const full = expected.map((says) => (says === n ? n : `${says}: ${fault}@${here}`));
    expect(types.map((type) => ask(type, of))).toEqual(full);
  });

  test.each<[string, (typeof types)[number], FaultSubject, string]>([
    ["a good one", "sts-policy-fetch-error", policySubject(good), n],
    ["a good one", "sts-policy-invalid", policySubject(good), n],
    ["a good one", "sts-webpki-invalid", policySubject(good), n],
    ["a good one, no list of addresses", "sts-webpki-invalid", policySubject(), n],
    [
      "no policy",
      "sts-policy-invalid",
      policySubject(world.served("mode: enforced\n")),
      `visible: policy-invalid@${here}`,
    ],
    ["no policy", "sts-policy-fetch-error", policySubject(world.served("mode: enforced\n")), n],
    [
      "HTML by its label",
      "sts-policy-invalid",
      policySubject(
        world.served("version: STSv1\nmode: none\nmax_age: 86400\n", { contentType: "text/html" }),
      ),
      `visible: policy-media-type@${here}`,
    ],
    [
      "one address of two fails",
      "sts-policy-fetch-error",
      policySubject(good, { ...world.failed("status"), address: otherAddress }),
      `visible: status@${otherAddress}`,
    ],
    [
      "one address of two is out of our reach",
      "sts-policy-fetch-error",
      policySubject(good, { ...world.failed("network"), address: otherAddress }),
      `untold partly: network@${otherAddress}`,
    ],
    [
      "an address too many",
      "sts-policy-fetch-error",
      { kind: "policy", fetch: good, addresses: [good], leftOut: 1 },
      "untold partly:",
    ],
    [
      "slow after a good certificate",
      "sts-webpki-invalid",
      policySubject(world.failed("timeout", { tls: good.tls })),
      n,
    ],
  ])("%s, %s", (_, type, of, says) => {
    expect(ask(type, of)).toBe(says);
  });

  test("what makes it no policy is quoted", () => {
    const of = policySubject(world.served("version: STSv1\nmode: enforced\nmx: a.test\nmax_age: 1\n"));
    const { sightings } = visibleFault("sts-policy-invalid", of, now);
    expect(sightings.map(({ detail }) => detail)).toEqual(["mode: enforced"]);
  });
});
