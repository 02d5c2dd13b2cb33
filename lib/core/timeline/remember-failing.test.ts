import { describe, expect, test } from "vitest";
import type { DomainEvidence } from "../evidence.ts";
import { failedLook, found, mxHost, otherAddress, secured, unreachable } from "../joined/testing/mx-look.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { eventsBetween, mx1, play, probes, type Step } from "./testing/story.ts";

function told(...steps: Step[]): void {
  expect(play(steps).told).toEqual(steps.map(([what, , events]) => [what, events]));
}

const first = ["first-check"];
const here = "192.0.2.25";
const host = "mx1.example.com";
const expired = { notAfter: "2026-06-01T00:00:00.000Z" };
const good = mx1(secured());
const bad = mx1(secured(here, expired));
const failing = [`check-failing mx-certificate-expired ${host}`];
const recovered = [`check-recovered mx-certificate-expired ${host}`];

describe("a failing check is told at once, and once", () => {
  test("an MX certificate expires and is renewed", () => {
    told(
      ["good", good, first],
      ["expired", bad, failing],
      ["still", bad, []],
      ["good", good, recovered],
      ["and again", bad, failing],
    );
  });

  test("what failed at the first check is counted there, and recovers by itself", () => {
    const { told: story, memory } = play([["expired", bad, []]]);
    expect(story).toEqual([["expired", first]]);
    expect(memory.failing.map(({ code }) => code)).toEqual(["mx-certificate-expired"]);
    told(["expired", bad, first], ["good", good, recovered]);
  });

  test("two addresses are one failing check, which recovers with the last of them", () => {
    told(
      ["good", mx1(secured(), secured(otherAddress)), first],
      ["both expired", mx1(secured(here, expired), secured(otherAddress, expired)), failing],
      ["one", mx1(secured(), secured(otherAddress, expired)), []],
      ["none", mx1(secured(), secured(otherAddress)), recovered],
    );
  });

  test("what it says is kept for the telling", () => {
    const [event] = eventsBetween(good, bad);
    expect(event).toMatchObject({
      kind: "check-failing",
      subject: host,
      before: null,
      after: {
        code: "mx-certificate-expired",
        part: "mx",
        clause: "RFC 8461 §4.2",
        data: { host, address: here },
      },
    });
    const [back] = eventsBetween(bad, good);
    expect(back).toMatchObject({
      kind: "check-recovered",
      before: { code: "mx-certificate-expired", data: { host } },
      after: null,
    });
  });
});

describe("an MX host has not recovered as long as nobody saw it", () => {
  test.each<[string, Partial<DomainEvidence>]>([
    ["not probed", {}],
    ["not in time", { mxProbes: { ...probes(), leftOut: [host] } }],
    ["probes switched off", { mxProbes: { ...probes(), source: "off" } }],
    ["no connection in time", mx1(failedLook("connect-timeout"))],
    ["our network", mx1(failedLook("network"))],
    [
      "port 25 shut on our side",
      {
        mxProbes: {
          ...probes(mxHost({ looks: [failedLook("network", here, { banner: null })] })),
          egress: "unproven",
        },
      },
    ],
    ["turned away", mx1(failedLook("banner-refused"))],
    ["the address that failed, while another is good", mx1(failedLook("network"), secured(otherAddress))],
    [
      "the address is beyond the cap",
      {
        mxProbes: probes(
          mxHost({ looks: [secured(otherAddress)], addresses: found([otherAddress, here]), leftOut: 1 }),
        ),
      },
    ],
    [
      "its addresses could not be looked up",
      { mxProbes: probes(mxHost({ looks: [], addresses: unreachable("servfail") })) },
    ],
    ["the MX set could not be looked up", { ...good, mx: world.timedOut }],
  ])("%s", (what, dark) => {
    told(["expired", bad, first], [what, dark, []], ["good", good, recovered]);
  });

  test("nor while another fault comes first", () => {
    told(
      ["expired", bad, first],
      [
        "no STARTTLS",
        mx1(failedLook("starttls-not-offered")),
        [`check-failing mx-starttls-not-offered ${host}`],
      ],
      ["good", good, [...recovered, `check-recovered mx-starttls-not-offered ${host}`]],
    );
  });

  test("nor while it is a warning, since nothing protects the domain any more", () => {
    const unprotected = { mtaStsTxt: world.nodata, policyFetch: world.failed("dns-absent") };
    told(
      ["expired", bad, first],
      [
        "policy gone",
        { ...bad, ...unprotected },
        ["mtasts-removed _mta-sts.example.com", expect.stringMatching(/^policy-removed/), "stage-changed"],
      ],
      ["renewed", { ...good, ...unprotected }, recovered],
    );
  });

  test("but it has when the address, or the host, is no more", () => {
    told(["expired", bad, first], ["another address", mx1(secured(otherAddress)), recovered]);
    told(
      ["expired", bad, first],
      [
        "another host",
        {
          mx: found([{ preference: 20, exchange: "mx2.example.com" }]),
          policyFetch: world.policy("enforce", ["mx2.example.com"]),
        },
        [expect.stringMatching(/^policy-changed/), `mx-removed ${host}`, ...recovered],
      ],
    );
  });
});
