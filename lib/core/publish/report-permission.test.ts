import { expect, test } from "vitest";
import { reportPermissions } from "./report-permission.ts";

test.each<[string, string[], string[]]>([
  ["destinations at home need none", ["mailto:tls@example.com", "https://tls.mail.example.com/"], []],
  ["another domain", ["mailto:tls@example.net"], ["example.com._report._tls.example.net"]],
  ["a host of another domain", ["https://in.example.net/x"], ["example.com._report._tls.in.example.net"]],
  [
    "one host named twice",
    ["mailto:a@example.net", "mailto:b@example.net"],
    ["example.com._report._tls.example.net"],
  ],
  [
    "a name below a longer suffix",
    ["mailto:a@b.example.co.uk"],
    ["example.com._report._tls.b.example.co.uk"],
  ],
  ["an address has no zone", ["https://192.0.2.1/"], []],
  ["what cannot be used is left out", ["ftp://example.net/"], []],
])("%s", (_why, rua, names) => {
  const found = reportPermissions("example.com", rua);
  expect(found.map(({ name }) => name)).toEqual(names);
  expect(found.every(({ value }) => value === "v=TLSRPTv1")).toBe(true);
});
