import { describe, expect, test } from "vitest";
import { failedLook, mxHost, otherAddress, secured } from "../joined/testing/mx-look.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { eventsBetween, mx1, play, probes, type Step } from "./testing/story.ts";

function told(...steps: Step[]): void {
  expect(play(steps).told).toEqual(steps.map(([what, , events]) => [what, events]));
}

const first = ["first-check"];

describe("certificates", () => {
  const { fingerprint256: a, notAfter: soon } = {
    fingerprint256: "AA:01",
    notAfter: "2026-08-01T00:00:00.000Z",
  };
  const old = { fingerprint256: a, notAfter: soon };
  const renewed = { fingerprint256: "BB:02", notAfter: "2026-12-01T00:00:00.000Z" };
  const shorter = { fingerprint256: "CC:03", notAfter: "2026-07-20T00:00:00.000Z" };
  const renewal = ["mx-certificate-renewed mx1.example.com"];
  const here = "192.0.2.25";

  test("of an MX host: renewed, and never told twice", () => {
    told(
      ["known", mx1(secured(here, old)), first],
      ["still", mx1(secured(here, old)), []],
      ["out of reach", mx1(failedLook("connect-timeout")), []],
      ["not probed", {}, []],
      ["renewed", mx1(secured(here, renewed)), renewal],
      ["a machine behind the address is late", mx1(secured(here, old)), []],
      ["and the renewed one again", mx1(secured(here, renewed)), []],
    );
  });

  test("another that does not last longer has changed", () => {
    told(
      ["known", mx1(secured(here, old)), first],
      ["replaced", mx1(secured(here, shorter)), ["mx-certificate-changed mx1.example.com"]],
    );
  });

  test("an address more with the same certificate is nothing new, with another it is", () => {
    told(
      ["known", mx1(secured(here, old)), first],
      ["same", mx1(secured(here, old), secured(otherAddress, old)), []],
      ["other", mx1(secured(here, old), secured(otherAddress, renewed)), renewal],
      ["turned round", mx1(secured(otherAddress, renewed), secured(here, old)), []],
    );
  });

  test("a host that is no MX any more is forgotten", () => {
    const gone = { mx: world.mx("mx2.example.com") };
    expect(play([["known", mx1(secured(here, old)), []]]).memory.mxCertificates).toHaveLength(1);
    expect(
      play([
        ["known", mx1(secured(here, old)), []],
        ["gone", gone, []],
      ]).memory.mxCertificates,
    ).toEqual([]);
  });

  test("an implicit MX is remembered like another", () => {
    const implicit = (leaf: typeof old) => {
      const host = mxHost({
        host: "example.com",
        looks: [secured(here, { ...leaf, dnsNames: ["example.com"] })],
      });
      return {
        mx: world.nodata,
        policyFetch: world.policy("enforce", ["example.com"]),
        mxProbes: probes(host),
      };
    };
    told(
      ["known", implicit(old), first],
      ["renewed", implicit(renewed), ["mx-certificate-renewed example.com"]],
    );
  });

  test("of the policy host, also while it is refused", () => {
    const leaf = { ...world.certificate("2026-05-01", "2026-06-01"), fingerprint256: "01" };
    const tls = { protocol: "TLSv1.3", cipher: null, chain: [leaf] };
    told(
      ["expired", { policyFetch: world.failed("certificate-expired", { tls }) }, first],
      [
        "renewed",
        {},
        [
          "policy-certificate-renewed mta-sts.example.com",
          "check-recovered policy-host-certificate-expired mta-sts.example.com",
          "stage-changed",
        ],
      ],
    );
  });

  test("before and after are the longest of each", () => {
    const [event] = eventsBetween(
      mx1(secured(here, shorter), secured(otherAddress, old)),
      mx1(secured(here, renewed)),
    );
    expect(event).toEqual({
      kind: "mx-certificate-renewed",
      subject: "mx1.example.com",
      before: { fingerprint: "AA01", notAfter: old.notAfter },
      after: { fingerprint: "BB02", notAfter: renewed.notAfter },
    });
  });
});
