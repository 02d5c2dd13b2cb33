import { describe, expect, test } from "vitest";
import type { DomainEvidence } from "../evidence.ts";
import { failedLook, found, mxHost, none, unreachable } from "../joined/testing/mx-look.ts";
import * as world from "../posture/testing/healthy-evidence.ts";
import { play, probes, type Step } from "./testing/story.ts";

function told(...steps: Step[]): void {
  expect(play(steps).told).toEqual(steps.map(([what, , events]) => [what, events]));
}

const first = ["first-check"];
const here = "192.0.2.25";
const host = "mx1.example.com";
const hosts = [host, "mx2.example.com"];

describe("DANE", () => {
  const stale = [{ usage: 3, selector: 1, matchingType: 1, data: "00".repeat(32) }];
  const signed = { addresses: found([here], true), tlsa: found(stale, true) };
  const mismatch = { mxProbes: probes(mxHost(signed)) };
  const code = `tlsa-no-match ${host}`;
  test.each<[string, Partial<DomainEvidence>, string[]]>([
    [
      "records that match",
      {
        mxProbes: probes(
          mxHost({
            ...signed,
            tlsa: found([{ usage: 3, selector: 1, matchingType: 1, data: "e1".repeat(32) }], true),
          }),
        ),
      },
      [`check-recovered ${code}`],
    ],
    [
      "records withdrawn",
      { mxProbes: probes(mxHost({ ...signed, tlsa: none })) },
      [`check-recovered ${code}`],
    ],
    ["records not to be had", { mxProbes: probes(mxHost({ ...signed, tlsa: unreachable("timeout") })) }, []],
    [
      "host out of reach",
      { mxProbes: probes(mxHost({ ...signed, looks: [failedLook("connect-timeout")] })) },
      [],
    ],
  ])("no match, then %s", (what, changes, events) => {
    told(["no match", mismatch, first], [what, changes, events]);
  });
});

describe("records and policy", () => {
  const broken = { tlsRptTxt: world.txt("v=TLSRPTv1; rua=ftp://a.example") };
  const url = "https://mta-sts.example.com/.well-known/mta-sts.txt";
  const codesOf = (lines: string[]) => lines.filter((line) => line.startsWith("check-"));

  test("a record that fails: dark is no recovery", () => {
    const { told: story } = play([
      ["good", {}, []],
      ["broken", broken, []],
      ["dark", { tlsRptTxt: world.timedOut }, []],
      ["mended", {}, []],
    ]);
    const [, second = [], third = [], fourth = []] = story.map(([, lines]) => codesOf(lines));
    expect(second.length).toBeGreaterThan(0);
    expect(third).toEqual([]);
    expect(fourth).toEqual(second.map((line) => line.replace("check-failing", "check-recovered")).reverse());
  });

  const untrusted = { policyFetch: world.failed("certificate-not-trusted") };
  const spoilt = {
    policyFetch: world.served("version: STSv1\nmode: enforced\nmx: mx1.example.com\nmax_age: 86400\n"),
  };
  const [certificate, text] = [
    "policy-host-certificate-not-trusted mta-sts.example.com",
    `mtasts-policy-mode ${url}`,
  ];
  test.each<[string, Partial<DomainEvidence>, string, Partial<DomainEvidence>, boolean]>([
    ["its certificate", untrusted, "fetched", {}, true],
    [
      "its certificate",
      untrusted,
      "not found",
      { policyFetch: world.failed("status", { status: 404 }) },
      true,
    ],
    [
      "its certificate",
      untrusted,
      "an error of the web server",
      { policyFetch: world.failed("status", { status: 500 }) },
      true,
    ],
    ["its certificate", untrusted, "refused", { policyFetch: world.failed("connect-refused") }, false],
    ["its certificate", untrusted, "out of reach", { policyFetch: world.failed("connect-timeout") }, false],
    ["its certificate", untrusted, "not tried", { policyFetch: null }, false],
    [
      "its certificate",
      untrusted,
      "good at one address of two",
      {
        policyAddresses: [
          world.evidence().policyFetch ?? [],
          { ...untrusted.policyFetch, address: "192.0.2.11" },
        ].flat(),
      },
      false,
    ],
    ["its text", spoilt, "mended", {}, true],
    [
      "its text",
      spoilt,
      "an error of the web server",
      { policyFetch: world.failed("status", { status: 500 }) },
      false,
    ],
    ["its text", spoilt, "a certificate fault", untrusted, false],
    ["its text", spoilt, "gone", { policyFetch: world.failed("dns-absent") }, true],
  ])("%s, then %s", (what, before, _, after, isRecovered) => {
    const lines = codesOf(
      play([
        ["", before, []],
        ["", after, []],
      ]).told[1]?.[1] ?? [],
    );
    const wanted = what === "its text" ? text : certificate;
    expect(lines.includes(`check-recovered ${wanted}`)).toBe(isRecovered);
  });

  test("a record without a policy", () => {
    const alone = { policyFetch: world.failed("dns-absent") };
    const code = "mtasts-record-without-policy _mta-sts.example.com";
    told(
      ["without", alone, first],
      ["dark", { policyFetch: world.failed("dns-unreachable") }, []],
      [
        "with",
        {},
        [
          `policy-published ${url}`,
          `check-recovered policy-host-missing mta-sts.example.com`,
          `check-recovered ${code}`,
          "stage-changed",
        ],
      ],
    );
  });

  test("an MX that the policy does not cover: without a policy nobody can tell", () => {
    const uncovered = { policyFetch: world.policy("enforce", [host]) };
    const code = "mx-not-covered mx2.example.com";
    told(
      ["uncovered", uncovered, first],
      ["dark", { policyFetch: world.failed("connect-timeout") }, []],
      [
        "covered",
        { policyFetch: world.policy("enforce", hosts) },
        [`policy-changed ${url}`, `check-recovered ${code}`],
      ],
    );
  });

  test("a domain that was not there", () => {
    const code = "domain-does-not-exist example.com";
    told(
      ["there", {}, first],
      [
        "not there",
        { mx: world.nxdomain },
        [`mx-removed ${host}`, "mx-removed mx2.example.com", `check-failing ${code}`],
      ],
      ["dark", { mx: world.timedOut }, []],
      ["there", {}, [`mx-added ${host}`, "mx-added mx2.example.com", `check-recovered ${code}`]],
    );
  });

  test("addresses of the policy host that differ: recovered when all serve the same", () => {
    const [a, b] = [
      world.policy("enforce", hosts),
      { ...world.policy("testing", hosts), address: "192.0.2.11" },
    ];
    const same = { ...a, address: "192.0.2.11" };
    const away = { ...world.failed("network"), address: "192.0.2.11" };
    const code = "policy-addresses-differ mta-sts.example.com";
    told(
      ["differ", { policyFetch: a, policyAddresses: [a, b] }, first],
      ["one out of reach", { policyFetch: a, policyAddresses: [a, away] }, []],
      ["one too many", { policyFetch: a, policyAddresses: [a], policyAddressesLeftOut: 1 }, []],
      ["same", { policyFetch: a, policyAddresses: [a, same] }, [`check-recovered ${code}`]],
    );
  });
});
