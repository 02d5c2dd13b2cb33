import { describe, expect, test } from "vitest";
import type { DnsAnswer } from "../evidence.ts";
import type { CaaRecord } from "./evidence.ts";
import { judgeCaaLook } from "./judge-caa-look.ts";
import { absent, brief, failed, found } from "./testing/answers.ts";

const caa = (tag: string, value: string, flags = 0): CaaRecord => ({ flags, tag, value });

const judge = (answers: Partial<Record<"host" | "domain" | "top", DnsAnswer<CaaRecord>>>) =>
  judgeCaaLook({
    domain: "a.example",
    climb: [
      { name: "mta-sts.a.example", caa: answers.host ?? absent },
      { name: "a.example", caa: answers.domain ?? absent },
      { name: "example", caa: answers.top ?? absent },
    ],
  });

describe("the domain's set", () => {
  test.each<[string, CaaRecord[], string, string[]]>([
    ["one authority", [caa("issue", "ca.example")], "ok", []],
    ["with parameters", [caa("issue", "ca.example; validationmethods=dns-01")], "ok", []],
    ["nobody", [caa("issue", ";")], "warning", ["warning caa-forbids-all"]],
    ["nobody, and one all the same", [caa("issue", ";"), caa("issue", "ca.example")], "ok", []],
    [
      "an address in place of a name",
      [caa("issue", "https://ca.example")],
      "warning",
      ["warning caa-issuer-invalid", "warning caa-forbids-all"],
    ],
    ["wildcards only", [caa("issuewild", "ca.example")], "ok", ["info caa-without-issue"]],
    ["an unknown tag", [caa("issue", "ca.example"), caa("tbs", "x")], "ok", []],
    [
      "an unknown tag that is critical",
      [caa("issue", "ca.example"), caa("tbs", "x", 128)],
      "error",
      ["error caa-critical-unknown"],
    ],
    ["a known tag that is critical", [caa("issue", "ca.example", 128)], "ok", []],
    ["mail certificates (RFC 9495)", [caa("issue", "ca.example"), caa("issuemail", ";")], "ok", []],
  ])("%s", (_why, records, state, findings) => {
    expect(brief(judge({ domain: found(records) }))).toEqual({ state, findings });
  });
});

test("no set anywhere: anybody may issue", () => {
  expect(brief(judge({}))).toEqual({ state: "absent", findings: ["info caa-missing"] });
});

test("a set of the policy host is judged beside the domain's", () => {
  const section = judge({ host: found([caa("issue", ";")]), domain: found([caa("issue", "ca.example")]) });
  expect(section.findings).toMatchObject([{ code: "caa-forbids-all", subject: "mta-sts.a.example" }]);
  expect(section.records.map(({ name }) => name)).toEqual(["mta-sts.a.example", "a.example"]);
});

test("a set above the domain counts", () => {
  expect(judge({ top: found([caa("issue", "ca.example")]) })).toMatchObject({
    state: "ok",
    records: [
      { name: "a.example", outcome: "absent" },
      { name: "example", outcome: "found" },
    ],
  });
});

test("a failed look-up is unknown, never absent", () => {
  expect(brief(judge({ domain: failed() }))).toEqual({
    state: "unknown",
    findings: ["unknown audit-lookup-failed"],
  });
});
