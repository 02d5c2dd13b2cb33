import { describe, expect, test } from "vitest";
import * as world from "../posture/testing/healthy-evidence.ts";
import { remember } from "./remember.ts";
import { eventsBetween, play, type Step } from "./testing/story.ts";

function told(...steps: Step[]): void {
  expect(play(steps).told).toEqual(steps.map(([what, , events]) => [what, events]));
}

const rptName = "_smtp._tls.example.com";
const stsName = "_mta-sts.example.com";
const url = "https://mta-sts.example.com/.well-known/mta-sts.txt";
const hosts = ["mx1.example.com", "mx2.example.com"];
const testing = { policyFetch: world.policy("testing", hosts) };
const first = ["first-check"];

describe("a domain from nothing to enforce", () => {
  test("each step is told once", () => {
    const { tlsRptTxt } = world.evidence();
    told(
      ["nothing is published", world.nothingPublished, first],
      ["nor an hour later", world.nothingPublished, []],
      [
        "the token",
        { ...world.nothingPublished, ownershipTxt: world.evidence().ownershipTxt },
        ["ownership-proven"],
      ],
      [
        "the TLS-RPT record",
        { ...world.nothingPublished, ownershipTxt: world.evidence().ownershipTxt, tlsRptTxt },
        [`tlsrpt-published ${rptName}`],
      ],
      ["the policy, testing", { ...testing, mtaStsTxt: world.nxdomain }, [`policy-published ${url}`]],
      ["its record", testing, [`mtasts-published ${stsName}`, "stage-changed"]],
      [
        "enforce, under a new id",
        { mtaStsTxt: world.txt("v=STSv1; id=20260701T000000;") },
        [`mtasts-id-changed ${stsName}`, `policy-changed ${url}`, "stage-changed"],
      ],
      ["and so it stays", { mtaStsTxt: world.txt("v=STSv1; id=20260701T000000;") }, []],
    );
  });

  test("and back", () => {
    told(
      ["enforce", {}, first],
      ["mode none", { policyFetch: world.policy("none", []) }, [`policy-changed ${url}`, "stage-changed"]],
      [
        "the record is gone",
        { policyFetch: world.policy("none", []), mtaStsTxt: world.nodata },
        [`mtasts-removed ${stsName}`, "stage-changed"],
      ],
      [
        "and the policy",
        { policyFetch: world.failed("dns-absent"), mtaStsTxt: world.nodata },
        [`policy-removed ${url}`],
      ],
    );
  });
});

describe("what could not be looked up is no change", () => {
  test("records", () => {
    const dark = {
      tlsRptTxt: world.timedOut,
      mtaStsTxt: world.timedOut,
      ownershipTxt: world.timedOut,
      mx: world.timedOut,
    };
    told(["published", {}, first], ["SERVFAIL", dark, []], ["published", {}, []]);
  });

  test("a change behind it is told when it shows", () => {
    told(
      ["published", {}, first],
      ["SERVFAIL", { mtaStsTxt: world.timedOut }, []],
      ["another id", { mtaStsTxt: world.txt("v=STSv1; id=new;") }, [`mtasts-id-changed ${stsName}`]],
      ["SERVFAIL again", { mtaStsTxt: world.timedOut }, []],
      ["gone", { mtaStsTxt: world.nodata }, [`mtasts-removed ${stsName}`, "stage-changed"]],
    );
  });

  test("nor is what becomes known for the first time", () => {
    told(
      [
        "all dark",
        { tlsRptTxt: world.timedOut, mtaStsTxt: world.timedOut, mx: world.timedOut, policyFetch: null },
        first,
      ],
      ["all there", { ownershipTxt: world.nodata }, ["stage-changed"]],
    );
  });

  test.each([
    ["not tried", null],
    ["out of our reach", world.failed("connect-timeout")],
    ["no answer of DNS", world.failed("dns-unreachable")],
  ])("the policy: %s", (what, policyFetch) => {
    told(["served", {}, first], [what, { policyFetch }, []], ["served", {}, []]);
  });

  test("the proof of ownership", () => {
    const rua = world.txt("v=TLSRPTv1; rua=mailto:tls@reports.example");
    told(
      ["proven", {}, first],
      [
        "token dark, and the rua goes elsewhere",
        { ownershipTxt: world.timedOut, tlsRptTxt: rua },
        [`tlsrpt-changed ${rptName}`],
      ],
      ["token gone", { ownershipTxt: world.nodata, tlsRptTxt: rua }, ["ownership-lost"]],
      ["token back", { tlsRptTxt: rua }, ["ownership-proven"]],
    );
  });
});

describe("records", () => {
  const { tlsRptTxt } = world.evidence();
  const texts = tlsRptTxt.kind === "found" ? tlsRptTxt.records : [];
  test.each<[string, Step[1], string[]]>([
    ["another text beside it", { tlsRptTxt: world.txt("v=spf1 -all", ...texts) }, []],
    [
      "a second record",
      { tlsRptTxt: world.txt(...texts, "v=TLSRPTv1; rua=mailto:a@b.example") },
      [`tlsrpt-changed ${rptName}`],
    ],
    ["a wildcard's text alone", { tlsRptTxt: world.txt("v=spf1 -all") }, [`tlsrpt-removed ${rptName}`]],
    [
      "a misspelt one instead",
      { tlsRptTxt: world.txt("v=tlsrpt1; rua=mailto:a@b.example") },
      [`tlsrpt-changed ${rptName}`],
    ],
    ["another id", { mtaStsTxt: world.txt("v=STSv1; id=2;") }, [`mtasts-id-changed ${stsName}`]],
    [
      "an extension",
      { mtaStsTxt: world.txt("v=STSv1; id=20260601T000000; x=y;") },
      [`mtasts-changed ${stsName}`],
    ],
    ["no id", { mtaStsTxt: world.txt("v=STSv1;") }, [`mtasts-changed ${stsName}`]],
  ])("%s", (_, changes, expected) => {
    const kinds = eventsBetween({}, changes).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(kinds.filter((kind) => /^(tlsrpt|mtasts)/.test(kind))).toEqual(expected);
  });

  test("the order of several does not matter", () => {
    const [a, b] = ["v=TLSRPTv1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=mailto:c@d.example"];
    expect(eventsBetween({ tlsRptTxt: world.txt(a, b) }, { tlsRptTxt: world.txt(b, a) })).toEqual([]);
  });

  test("before and after carry the texts and the ids", () => {
    const [event] = eventsBetween({}, { mtaStsTxt: world.txt("v=STSv1; id=2;") });
    expect(event).toEqual({
      kind: "mtasts-id-changed",
      subject: stsName,
      before: { texts: ["v=STSv1; id=20260601T000000;"], id: "20260601T000000" },
      after: { texts: ["v=STSv1; id=2;"], id: "2" },
    });
  });
});

test("a memory of an earlier release, which lacks what this one remembers, tells no change of it", () => {
  const { memory } = play([["", {}, []]]);
  const { mx: _, failing: __, ...earlier } = memory;
  const posture = world.judge({}, { evidence: null, stage: "enforce" });
  // What the database holds is whatever was written then.
  const before = earlier as typeof memory;
  expect(remember(before, { evidence: world.evidence(), posture })).toEqual({ memory, events: [] });
});
