import { describe, expect, test } from "vitest";
import type { DomainEvidence } from "../evidence.ts";
import { asksForNewId } from "./judge-drift.ts";
import { policyVersion } from "./policy-version.ts";
import type { Ownership, Previous } from "./posture.ts";
import type { Stage } from "./stage.ts";
import * as world from "./testing/healthy-evidence.ts";

const { judge } = world;

describe("the stage", () => {
  const unknown = { mtaStsTxt: world.timedOut };
  test.each<[string, Partial<DomainEvidence>, Stage, Stage]>([
    [
      "testing",
      { policyFetch: world.policy("testing", ["mx1.example.com", "mx2.example.com"]) },
      "unprotected",
      "testing",
    ],
    ["enforce", {}, "testing", "enforce"],
    ["none", { policyFetch: world.policy("none", []) }, "enforce", "retiring"],
    ["a record that is gone", { mtaStsTxt: world.nxdomain }, "enforce", "unprotected"],
    [
      "a record that nobody can use",
      { mtaStsTxt: world.txt("v=STSv1; id=not-allowed;") },
      "enforce",
      "unprotected",
    ],
    ["a record that was not to be had", unknown, "testing", "testing"],
    [
      "a record that was not to be had, and a policy that is gone",
      { ...unknown, policyFetch: world.failed("dns-absent") },
      "enforce",
      "unprotected",
    ],
    [
      "a policy host that our network did not reach",
      { policyFetch: world.failed("connect-timeout") },
      "enforce",
      "enforce",
    ],
  ])("%s", (_why, changes, before, after) => {
    expect(judge(changes, { evidence: null, stage: before }).stage).toBe(after);
  });
});

describe("ownership", () => {
  const noRua = world.txt("v=TLSRPTv1; rua=mailto:tls@reports.example");
  test.each<[string, Partial<DomainEvidence>, Ownership]>([
    ["the token", {}, "txt"],
    ["the token among others", { ownershipTxt: world.txt("note", " sealpost-domain=0123abcd ") }, "txt"],
    ["our address in rua", { ownershipTxt: world.nxdomain }, "rua"],
    ["our address in rua, with the token unreachable", { ownershipTxt: world.timedOut }, "rua"],
    ["the token without its prefix", { ownershipTxt: world.txt("0123abcd"), tlsRptTxt: noRua }, null],
    ["another token", { ownershipTxt: world.txt("sealpost-domain=0123abce"), tlsRptTxt: noRua }, null],
    ["neither", { ownershipTxt: world.nodata, tlsRptTxt: world.nodata }, null],
    [
      "our address in a record that is void",
      {
        ownershipTxt: world.nodata,
        tlsRptTxt: world.txt(
          `v=TLSRPTv1; rua=${world.expected.httpsUri}`,
          "v=TLSRPTv1; rua=mailto:a@b.example",
        ),
      },
      null,
    ],
    ["the token unreachable", { ownershipTxt: world.timedOut, tlsRptTxt: noRua }, "unknown"],
    ["rua unreachable", { ownershipTxt: world.nodata, tlsRptTxt: world.timedOut }, "unknown"],
    ["the token not asked for", { ownershipTxt: null, tlsRptTxt: noRua }, "unknown"],
  ])("%s", (_why, changes, ownership) => {
    expect(judge(changes).ownership).toBe(ownership);
  });

  test("another token is pointed out", () => {
    const { findings } = judge({ ownershipTxt: world.txt("sealpost-domain=ffff"), tlsRptTxt: noRua });
    expect(findings[0]).toMatchObject({
      code: "ownership-token-other",
      data: { value: "sealpost-domain=0123abcd" },
    });
  });
});

describe("drift since the check before", () => {
  const hosts = ["mx1.example.com", "mx2.example.com"];
  const checkBefore = (changes: Partial<DomainEvidence> = {}): Previous => ({
    evidence: world.evidence(changes),
    stage: "enforce",
  });
  const newId = { mtaStsTxt: world.txt("v=STSv1; id=20260615;") };
  const newPolicy = { policyFetch: world.policy("enforce", hosts, 604_800) };

  test.each<[string, Partial<DomainEvidence>, string[]]>([
    ["nothing changed", {}, []],
    ["both changed", { ...newId, ...newPolicy }, []],
    ["the policy alone changed", newPolicy, ["policy-changed-without-id"]],
    ["the id alone changed", newId, ["id-changed-without-policy"]],
    ["mx in another order", { policyFetch: world.policy("enforce", hosts.toReversed()) }, []],
    [
      "the policy cannot be had now",
      { policyFetch: world.failed("connect-timeout") },
      ["policy-host-unreachable"],
    ],
  ])("%s", (_why, changes, codes) => {
    expect(judge(changes, checkBefore()).findings.map(({ code }) => code)).toEqual(codes);
  });

  test("a change without a new id stands from check to check, until the id moves", () => {
    const changed = judge(newPolicy, checkBefore());
    const again = { evidence: world.evidence(newPolicy), stage: changed.stage, findings: changed.findings };
    expect(judge(newPolicy, again).findings.map(({ code }) => code)).toEqual(["policy-changed-without-id"]);
    // The new id that mends it comes alone by right.
    expect(judge({ ...newPolicy, ...newId }, again).findings).toEqual([]);
  });

  test("or until every cached copy has expired", () => {
    const changed = judge(newPolicy, checkBefore());
    expect(changed.findings[0]?.data).toMatchObject({ since: "2026-06-15", until: "2026-07-15" });
    const again = { evidence: world.evidence(newPolicy), stage: changed.stage, findings: changed.findings };
    const later = {
      ...newPolicy,
      checkedAt: "2026-07-16T00:00:00.000Z",
      policyFetch: world.policy("enforce", hosts, 604_800),
    };
    expect(judge(later, again).findings.map(({ code }) => code)).not.toContain("policy-changed-without-id");
  });

  type Step = [what: string, changes: Partial<DomainEvidence>, codes: string[]];
  const unserved = { policyFetch: world.failed("connect-timeout") };
  const noAnswer = { mtaStsTxt: world.timedOut };
  const [unreached, unknownRecord] = ["policy-host-unreachable", "dns-lookup-failed"];
  const stories: [string, Step[]][] = [
    [
      "the id first, then the policy",
      [
        ["the new id", newId, ["id-changed-without-policy"]],
        ["nothing new", newId, ["id-changed-without-policy"]],
        ["the new policy", { ...newId, ...newPolicy }, ["id-before-policy"]],
        ["nothing new", { ...newId, ...newPolicy }, ["id-before-policy"]],
        ["another id", { mtaStsTxt: world.txt("v=STSv1; id=20260616;"), ...newPolicy }, []],
      ],
    ],
    [
      "the id first, and checks that saw nothing in between",
      [
        ["the new id", newId, ["id-changed-without-policy"]],
        ["no policy to be had", { ...newId, ...unserved }, [unreached, "id-changed-without-policy"]],
        ["no record to be had", noAnswer, [unknownRecord, "id-changed-without-policy"]],
        ["the new policy", { ...newId, ...newPolicy }, ["id-before-policy"]],
        ["no record to be had", noAnswer, [unknownRecord, "id-before-policy"]],
        ["no policy to be had", { ...newId, ...unserved }, [unreached, "id-before-policy"]],
      ],
    ],
    [
      "a change without a new id, seen after a check that saw nothing",
      [
        ["no policy to be had", unserved, [unreached]],
        ["the new policy", newPolicy, ["policy-changed-without-id"]],
      ],
    ],
    [
      "a new id and a new policy, with a check in between that saw the id alone",
      [
        ["the new id, no policy to be had", { ...newId, ...unserved }, [unreached]],
        ["both", { ...newId, ...newPolicy }, []],
      ],
    ],
    [
      "a change without a new id, mended while the policy cannot be had",
      [
        ["the new policy", newPolicy, ["policy-changed-without-id"]],
        ["a new id", { ...newId, ...unserved }, [unreached]],
      ],
    ],
    [
      "MTA-STS taken down",
      [
        ["the new policy", newPolicy, ["policy-changed-without-id"]],
        ["no record", { ...newPolicy, mtaStsTxt: world.nxdomain }, ["policy-without-record"]],
      ],
    ],
  ];

  test.each(stories)("%s", (_story, steps) => {
    let previous: Previous = { ...checkBefore(), version: policyVersion(world.evidence()) };
    for (const [what, changes, codes] of steps) {
      const posture = judge(changes, previous);
      expect([what, ...posture.findings.map(({ code }) => code)]).toEqual([what, ...codes]);
      const evidence = world.evidence(changes);
      const version = policyVersion(evidence) ?? previous.version ?? null;
      previous = { evidence, stage: posture.stage, findings: posture.findings, version };
    }
  });

  test("a policy that comes more than a week after its id was not the one meant", () => {
    const early = judge(newId, checkBefore());
    const again = { evidence: world.evidence(newId), stage: early.stage, findings: early.findings };
    const late = { ...newId, ...newPolicy, checkedAt: "2026-06-23T12:00:00.000Z" };
    const codes = judge(late, again).findings.map(({ code }) => code);
    expect(codes).toContain("policy-changed-without-id");
    expect(codes).not.toContain("id-before-policy");
  });

  test.each([
    ["policy-changed-without-id", true],
    ["id-before-policy", true],
    ["id-changed-without-policy", false],
  ])("%s asks for a new id: %s", (code, asks) => {
    expect(asksForNewId({ code })).toBe(asks);
  });
});
