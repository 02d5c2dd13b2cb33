import { describe, expect, test } from "vitest";
import type { DkimKey, DkimLook, DkimSelectorLook } from "./evidence.ts";
import { judgeDkimLook } from "./judge-dkim-look.ts";
import { absent, brief, failed, found, nxdomain } from "./testing/answers.ts";

const key = (rest: Partial<Extract<DkimKey, { kind: "valid" }>> = {}): DkimKey => ({
  kind: "valid",
  keyType: "rsa",
  bits: 2048,
  testing: false,
  tolerated: [],
  ...rest,
});

const selector = (rest: Partial<DkimSelectorLook> = {}): DkimSelectorLook => ({
  selector: "s1",
  given: false,
  txt: found(["v=DKIM1; p=…"]),
  key: key(),
  ...rest,
});

const judge = (selectors: DkimSelectorLook[], rest: Partial<DkimLook> = {}) =>
  judgeDkimLook({ domain: "a.example", selectors, parent: absent, control: nxdomain, ...rest });

const none = selector({ txt: nxdomain, key: null });

describe("a key that was found", () => {
  const invalid = (fault: Extract<DkimKey, { kind: "invalid" }>["fault"]): DkimKey => ({
    kind: "invalid",
    fault,
    detail: "as the library says it",
  });
  test.each<[string, DkimKey, string, string[]]>([
    ["2048 bits", key(), "ok", []],
    ["1024 bits", key({ bits: 1024 }), "warning", ["warning dkim-key-short"]],
    ["Ed25519", key({ keyType: "ed25519", bits: null }), "ok", []],
    ["testing", key({ testing: true }), "warning", ["warning dkim-key-testing"]],
    ["tolerated syntax", key({ tolerated: ["key-syntax"] }), "warning", ["warning dkim-key-tolerated"]],
    ["revoked", { kind: "revoked" }, "ok", ["info dkim-key-revoked"]],
    ["512 bits", invalid("short"), "error", ["error dkim-key-too-short"]],
    ["for another service", invalid("not-for-mail"), "error", ["error dkim-key-not-for-mail"]],
    ["broken", invalid("value"), "error", ["error dkim-key-invalid"]],
  ])("%s", (_why, found, state, findings) => {
    expect(brief(judge([selector({ key: found })]))).toEqual({ state, findings });
  });
});

describe("not having found one", () => {
  test("among the common selectors proves nothing", () => {
    expect(brief(judge([none]))).toEqual({ state: "unknown", findings: ["unknown dkim-none-found"] });
  });

  test("is certain when DNS has no name below _domainkey (RFC 8020 §2)", () => {
    expect(brief(judge([none], { parent: nxdomain }))).toEqual({
      state: "absent",
      findings: ["warning dkim-missing"],
    });
  });

  test("is not certain when a look-up failed", () => {
    const section = judge([none, selector({ txt: failed(), key: null })], { parent: nxdomain });
    expect(brief(section)).toEqual({
      state: "unknown",
      findings: ["unknown dkim-none-found", "unknown audit-lookup-failed"],
    });
  });

  test("at a selector that was asked for is told", () => {
    const section = judge([selector({ given: true, selector: "x", txt: nxdomain, key: null }), selector()]);
    expect(brief(section)).toEqual({ state: "error", findings: ["error dkim-selector-missing"] });
    expect(section.records.map(({ name }) => name)).toEqual([
      "s1._domainkey.a.example",
      "x._domainkey.a.example",
    ]);
  });

  test("because DNS was silent is told once, not for each common selector", () => {
    const silent = ["s1", "s2", "s3"].map((name) => selector({ selector: name, txt: failed(), key: null }));
    const section = judge(silent, { parent: failed(), control: failed() });
    expect(section.findings.map(({ code }) => code)).toEqual(["dkim-none-found", "audit-lookup-failed"]);
    expect(section.records).toHaveLength(1);
  });
});

test("an empty key for every selector: the domain signs nothing", () => {
  const everywhere = found(["v=DKIM1; p="]);
  const section = judge([selector({ txt: everywhere, key: { kind: "revoked" } })], { control: everywhere });
  expect(brief(section)).toEqual({ state: "absent", findings: ["info dkim-wildcard"] });
});

test("a wildcard's answer is no key of a selector", () => {
  const everywhere = found(["v=spf1 -all"]);
  const section = judge([selector({ txt: everywhere, key: { kind: "revoked" } })], { control: everywhere });
  expect(brief(section)).toEqual({
    state: "unknown",
    findings: ["unknown dkim-none-found", "info dkim-wildcard"],
  });
});

test("a true key beside a wildcard counts", () => {
  const section = judge([selector()], { control: found(["v=spf1 -all"]) });
  expect(brief(section)).toEqual({ state: "ok", findings: ["info dkim-wildcard"] });
});
