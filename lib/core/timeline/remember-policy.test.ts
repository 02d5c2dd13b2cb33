import { describe, expect, test } from "vitest";
import * as world from "../posture/testing/healthy-evidence.ts";
import { eventsBetween, play, type Step } from "./testing/story.ts";

function told(...steps: Step[]): void {
  expect(play(steps).told).toEqual(steps.map(([what, , events]) => [what, events]));
}

const url = "https://mta-sts.example.com/.well-known/mta-sts.txt";
const hosts = ["mx1.example.com", "mx2.example.com"];
const testing = { policyFetch: world.policy("testing", hosts) };
const first = ["first-check"];

describe("the policy", () => {
  const sameTurned = world.served(
    "version: STSv1\nmode: enforce\nmx: MX2.example.com\nmx: mx1.example.com\nmax_age: 2592000\n",
  );
  const errorPage = world.served("<html>Welcome</html>", { contentType: "text/html" });
  test.each<[string, Step[1], string[]]>([
    ["written otherwise", { policyFetch: sameTurned }, []],
    ["another max_age", { policyFetch: world.policy("enforce", hosts, 86_400) }, ["policy-changed"]],
    ["a host less", { policyFetch: world.policy("enforce", ["mx1.example.com"]) }, ["policy-changed"]],
    ["spoilt", { policyFetch: world.served("version: STSv1\nmode: enforced\n") }, ["policy-changed"]],
    ["a page of the web server instead", { policyFetch: errorPage }, []],
    ["a fault of the web server", { policyFetch: world.failed("status", { status: 500 }) }, []],
    ["not found", { policyFetch: world.failed("status", { status: 404 }) }, ["policy-removed"]],
  ])("%s", (_, changes, expected) => {
    const kinds = eventsBetween({}, changes).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith("policy-"))).toEqual(expected);
  });

  test("before and after say mode, hosts, max_age and text", () => {
    const [event] = eventsBetween({}, { policyFetch: world.served("version: STSv1\nmode: enforced\n") });
    expect(event).toMatchObject({
      before: {
        mode: "enforce",
        mx: hosts,
        maxAgeSeconds: 2_592_000,
        text: expect.stringContaining("STSv1\r\n"),
      },
      after: { mode: null, mx: [], maxAgeSeconds: null, text: "version: STSv1\nmode: enforced\n" },
    });
  });

  test("addresses that serve different ones: while one serves what is known, it stands", () => {
    const [a, b] = [world.policy("enforce", hosts), { ...testing.policyFetch, address: "192.0.2.11" }];
    told(
      ["one", { policyFetch: a, policyAddresses: [a, a] }, first],
      [
        "the other comes first",
        { policyFetch: b, policyAddresses: [b, a] },
        ["check-failing policy-addresses-differ mta-sts.example.com", "stage-changed"],
      ],
      [
        "and the other alone",
        { policyFetch: b, policyAddresses: [b, b] },
        [`policy-changed ${url}`, "check-recovered policy-addresses-differ mta-sts.example.com"],
      ],
    );
  });

  test("the version outlives a check that saw none, and the removal", () => {
    const version = { id: "20260601T000000", policy: expect.objectContaining({ mode: "enforce" }) };
    const steps: Step[] = [
      ["served", {}, []],
      ["dark", { policyFetch: world.failed("connect-timeout") }, []],
      ["gone", { policyFetch: world.failed("dns-absent"), mtaStsTxt: world.nodata }, []],
    ];
    for (const count of [1, 2, 3]) {
      expect(play(steps.slice(0, count)).memory.policyVersion).toEqual(version);
    }
  });
});
