import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectTlsRptRecord } from "#lib/core/tlsrpt/record.ts";
import { generate } from "./generate.ts";

test("a domain and an address make a record", () => {
  expect(
    generate({ domain: " Example.COM. ", destinations: ["tls@example.com"], zone: null }).record,
  ).toEqual({
    domain: "example.com",
    zone: "example.com",
    name: "_smtp._tls.example.com",
    relativeName: "_smtp._tls",
    value: "v=TLSRPTv1; rua=mailto:tls@example.com",
    zoneLine: '_smtp._tls.example.com. IN TXT "v=TLSRPTv1; rua=mailto:tls@example.com"',
    notes: [],
    permissions: [],
  });
});

describe("what is missing", () => {
  test.each<[string, string[], string | null]>([
    ["", [""], "both"],
    ["", ["tls@example.com"], "domain"],
    ["example", ["tls@example.com"], "domain"],
    ["example.com", ["", " "], "destination"],
    ["example.com", ["tls@example.com", "what"], "mend"],
    ["example.com", ["http://example.com/"], "mend"],
    ["example.com", ["", "tls@example.com"], null],
  ])("%j to %j: %s", (domain, destinations, missing) => {
    expect(generate({ domain, destinations, zone: null }).missing).toBe(missing);
  });
});

test("a subdomain's record stands relative to the zone that was chosen", () => {
  const destinations = ["tls@example.com"];
  const made = (zone: string | null) => generate({ domain: "mail.example.com", destinations, zone });
  expect(made(null).zones).toEqual(["example.com", "mail.example.com"]);
  expect([null, "mail.example.com", "other.example"].map((zone) => made(zone).record?.relativeName)).toEqual([
    "_smtp._tls.mail",
    "_smtp._tls",
    "_smtp._tls.mail",
  ]);
});

test("several destinations keep their order, with what is worth knowing about it", () => {
  const destinations = ["https://in.example.net/tls", "tls@example.com"];
  const { record } = generate({ domain: "example.com", destinations, zone: null });
  expect(record?.value).toBe("v=TLSRPTv1; rua=https://in.example.net/tls,mailto:tls@example.com");
  expect(record?.notes.map(({ code }) => code)).toEqual(["tlsrpt-several-destinations"]);
  expect(record?.permissions.map(({ name }) => name)).toEqual(["example.com._report._tls.in.example.net"]);
});

test("a record that is made is one that senders use", () => {
  const typed = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.emailAddress(),
    fc.webUrl({ validSchemes: ["https"] }),
  );
  fc.assert(
    fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), (destinations) => {
      const { record } = generate({ domain: "example.com", destinations, zone: null });
      if (record === null) return;
      const { ok, findings } = selectTlsRptRecord([record.value]);
      expect([ok, findings.filter(({ severity }) => severity === "error")]).toEqual([true, []]);
    }),
  );
});
