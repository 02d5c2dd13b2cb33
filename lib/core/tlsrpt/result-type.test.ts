import { expect, test } from "vitest";
import { classifyResultType, type ResultTypeClass, resultTypes } from "./result-type.ts";

test.each<[string | null, ResultTypeClass]>([
  ["starttls-not-supported", "blocks-under-enforce"],
  ["certificate-host-mismatch", "blocks-under-enforce"],
  ["certificate-expired", "blocks-under-enforce"],
  ["certificate-not-trusted", "blocks-under-enforce"],
  ["validation-failure", "blocks-under-enforce"],
  ["tlsa-invalid", "dane"],
  ["dnssec-invalid", "dane"],
  ["dane-required", "dane"],
  ["sts-policy-fetch-error", "undermines-policy"],
  ["sts-policy-invalid", "undermines-policy"],
  ["sts-webpki-invalid", "undermines-policy"],
  ["Certificate-Expired", "unknown"],
  ["toString", "unknown"],
  ["", "unknown"],
  [null, "unknown"],
])("%s: %s", (type, expected) => {
  expect(classifyResultType(type)).toBe(expected);
});

test("the registry has eleven types", () => {
  expect(Object.keys(resultTypes)).toHaveLength(11);
});
