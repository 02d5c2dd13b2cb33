import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CheckFields } from "./check-state.ts";
import { checkTlsa } from "./check-tlsa.ts";

const chain = readFileSync(
  new URL("../../../../lib/services/tools/__fixtures__/chain.pem", import.meta.url),
  "utf8",
);
const now = new Date("2026-03-10T12:00:00Z");
const own = "3 1 1 d8872a48e8b43eb69de966713a02627b9b88507acad26e3a13f8b5701f263fec";
const fields: CheckFields = { records: own, chain, host: "MX1.example.com.", domain: "" };

const check = (changes: Partial<CheckFields> = {}) => checkTlsa({ ...fields, ...changes }, now);

test("a real chain and its own record", () => {
  expect(check().outcome).toMatchObject({
    kind: "checked",
    leftOut: 0,
    check: { host: "mx1.example.com", match: { kind: "authenticated", depth: 0 }, isWantedThere: true },
    certificates: [{ subject: "CN=mx1.example.com" }, {}, {}],
  });
});

describe("what is refused", () => {
  test.each<[string, Partial<CheckFields>, string]>([
    ["no certificate", { chain: "" }, "no-certificate"],
    ["an address in place of a name", { host: "192.0.2.1" }, "host-invalid"],
    ["two names", { host: "mx1.example.com mx2.example.com" }, "host-invalid"],
    ["a domain that is none", { domain: "a b" }, "domain-invalid"],
    ["a damaged certificate", { chain: chain.slice(0, 200) }, "damaged"],
  ])("%s", (_what, changes, code) => {
    expect(check(changes).outcome).toMatchObject({ kind: "problem", problem: { code } });
  });

  test("a private key is refused and not sent back", () => {
    const state = check({ chain: "-----BEGIN EC PRIVATE KEY-----\nsecret" });
    expect(state.outcome).toMatchObject({ kind: "problem", problem: { code: "private-key" } });
    expect(JSON.stringify(state)).not.toContain("secret");
  });
});

test("what was typed comes back, to be mended", () => {
  expect(check({ records: "3 1", host: "?" }).fields).toMatchObject({ records: "3 1", host: "?" });
});
