import { describe, expect, test } from "vitest";
import { judgeTlsRptName, straysOf, tlsRptName } from "./record-name.ts";

test("senders ask for one name", () => {
  expect(tlsRptName("example.com")).toBe("_smtp._tls.example.com");
});

describe("a name as it was written down", () => {
  test.each<[string, object]>([
    ["_smtp._tls", { kind: "right" }],
    ["_SMTP._TLS.example.com.", { kind: "right" }],
    ["_smtp-tls", { kind: "near", suggestion: "_smtp._tls" }],
    ["_smtp-tls.example.com.", { kind: "near", suggestion: "_smtp._tls.example.com" }],
    ["smtp._tls.example.com", { kind: "near", suggestion: "_smtp._tls.example.com" }],
    ["_smtp.tls", { kind: "near", suggestion: "_smtp._tls" }],
    ["_tls._smtp.example.com", { kind: "near", suggestion: "_smtp._tls.example.com" }],
    ["_smtp_tls", { kind: "near", suggestion: "_smtp._tls" }],
    ["_smtps._tls", { kind: "near", suggestion: "_smtp._tls" }],
    ["_tlsrpt.example.com", { kind: "near", suggestion: "_smtp._tls.example.com" }],
    ["_tls-rpt", { kind: "near", suggestion: "_smtp._tls" }],
    ["_mta-sts.example.com", { kind: "other", of: "MTA-STS" }],
    ["_dmarc", { kind: "other", of: "DMARC" }],
    ["smtp.example.com", { kind: "unlike" }],
    ["@", { kind: "unlike" }],
    ["", { kind: "unlike" }],
    ["tls.example.com", { kind: "unlike" }],
  ])("%j", (name, judged) => {
    expect(judgeTlsRptName(name)).toEqual(judged);
  });
});

test("stray records are looked for at names that are near, twice the domain first", () => {
  const names = straysOf("example.com").map(({ name, slip }) => [name, slip]);
  expect(names).toContainEqual(["_smtp-tls.example.com", "misspelt"]);
  expect(names[0]).toEqual(["_smtp._tls.example.com.example.com", "domain-twice"]);
  expect(names.at(-1)).toEqual(["example.com", "at-domain"]);
});
