import { describe, expect, test } from "vitest";
import type { DmarcDiscovery, DmarcLook } from "./evidence.ts";
import { judgeDmarcLook } from "./judge-dmarc-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";

const domain = "a.example";

type Applied = Extract<DmarcDiscovery, { kind: "record" }>;

const look = (rest: Partial<DmarcLook>): DmarcLook => ({
  domain,
  txt: found(["v=DMARC1; p=reject; rua=mailto:r@a.example"]),
  discovery: applied({}),
  externalReports: [],
  ...rest,
});

function applied(rest: Partial<Applied>): Applied {
  const p = rest.p ?? "reject";
  return {
    kind: "record",
    recordDomain: domain,
    record: "v=DMARC1; p=reject; rua=mailto:r@a.example",
    tags: { v: "DMARC1", p, rua: "mailto:r@a.example" },
    policy: p,
    p,
    sp: p,
    np: p,
    testing: false,
    tagsRepeated: false,
    tagsInUpperCase: false,
    ...rest,
  };
}

const judge = (rest: Partial<Applied>) => brief(judgeDmarcLook(look({ discovery: applied(rest) })));

describe("a record that applies", () => {
  const rua = "mailto:r@a.example";
  test.each<[string, Partial<Applied>, string, string[]]>([
    ["reject with reports", {}, "ok", []],
    ["quarantine", { p: "quarantine" }, "ok", []],
    ["none", { p: "none" }, "warning", ["warning dmarc-policy-none"]],
    ["no reports", { tags: { p: "reject" } }, "warning", ["warning dmarc-no-reports"]],
    ["weaker for subdomains", { sp: "none", np: "none" }, "warning", ["warning dmarc-subdomains-weaker"]],
    [
      "weaker for names that do not exist",
      { np: "quarantine" },
      "warning",
      ["warning dmarc-subdomains-weaker"],
    ],
    ["stronger below", { p: "quarantine", sp: "reject", np: "reject" }, "ok", []],
    ["testing", { testing: true, policy: "quarantine" }, "warning", ["warning dmarc-testing"]],
    [
      "testing quarantine, which does nothing",
      { p: "quarantine", testing: true, policy: "none" },
      "warning",
      ["warning dmarc-testing"],
    ],
    [
      "testing none",
      { p: "none", testing: true },
      "warning",
      ["warning dmarc-policy-none", "warning dmarc-testing"],
    ],
    ["a share of the mail", { tags: { p: "reject", rua, pct: "25" } }, "warning", ["warning dmarc-pct"]],
    ["the whole share", { tags: { p: "reject", rua, pct: "100" } }, "ok", []],
    ["a policy misspelt", { p: "none", tags: { p: "rejct", rua } }, "error", ["error dmarc-policy-invalid"]],
    ["no policy", { p: "none", tags: { rua } }, "error", ["error dmarc-policy-invalid"]],
    ["a tag twice", { tagsRepeated: true }, "error", ["error dmarc-tag-repeated"]],
    ["tags in upper case", { tagsInUpperCase: true }, "warning", ["warning dmarc-tag-case"]],
  ])("%s", (_why, rest, state, findings) => {
    expect(judge(rest)).toEqual({ state, findings });
  });

  test("one that stands above the domain is shown, and said to be inherited", () => {
    const section = judgeDmarcLook(
      look({ txt: nxdomain, discovery: applied({ recordDomain: "example", sp: "quarantine", np: "none" }) }),
    );
    expect(brief(section)).toEqual({ state: "ok", findings: ["info dmarc-inherited"] });
    expect(section.records).toMatchObject([
      { name: "_dmarc.a.example", outcome: "absent" },
      { name: "_dmarc.example", outcome: "found" },
    ]);
  });
});

describe("no record that applies", () => {
  test.each<[string, Partial<DmarcLook>, string, string[]]>([
    ["nothing", { txt: nxdomain, discovery: { kind: "none" } }, "absent", ["warning dmarc-missing"]],
    [
      "other texts",
      { txt: found(["hello"]), discovery: { kind: "none" } },
      "absent",
      ["warning dmarc-missing"],
    ],
    [
      "a version in lower case",
      { txt: found(["v=dmarc1; p=none"]), discovery: { kind: "none" } },
      "absent",
      ["warning dmarc-missing", "warning dmarc-not-recognised"],
    ],
    [
      "two records",
      { txt: found(["v=DMARC1; p=none", "v=DMARC1; p=reject"]), discovery: { kind: "none" } },
      "error",
      ["error dmarc-several-records"],
    ],
    [
      "a record without a policy",
      { txt: found(["v=DMARC1"]), discovery: { kind: "none" } },
      "error",
      ["error dmarc-record-unusable"],
    ],
    ["a failed look-up", { txt: failed() }, "unknown", ["unknown audit-lookup-failed"]],
    [
      "a failure on the way up",
      { txt: absent, discovery: { kind: "failed", detail: "SERVFAIL" } },
      "unknown",
      ["unknown dmarc-undetermined"],
    ],
  ])("%s", (_why, rest, state, findings) => {
    expect(brief(judgeDmarcLook(look(rest)))).toEqual({ state, findings });
  });
});

describe("reports to another organization (RFC 9990 §4)", () => {
  const destination = "else.example";
  const name = "a.example._report._dmarc.else.example";
  test.each([
    ["it agrees", found(["v=DMARC1;"]), "ok", []],
    ["it agrees, without a semicolon", found(["v=DMARC1"]), "ok", []],
    ["it says nothing", nxdomain, "error", ["error dmarc-reports-not-accepted"]],
    ["it says something else", found(["hello"]), "error", ["error dmarc-reports-not-accepted"]],
    ["it cannot be asked", failed(), "unknown", ["unknown audit-lookup-failed"]],
  ])("%s", (_why, txt, state, findings) => {
    const section = judgeDmarcLook(look({ externalReports: [{ destination, name, txt }] }));
    expect(brief(section)).toEqual({ state, findings });
  });
});
