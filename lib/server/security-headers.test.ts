import { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { setSecurityHeaders } from "./security-headers.ts";

function headersFor(asked: Record<string, string>, production: boolean) {
  const res = new ServerResponse({ method: "GET" } as ConstructorParameters<typeof ServerResponse>[0]);
  setSecurityHeaders(res, asked, { production });
  return res.getHeaders();
}

test("every answer says what a page of it may do", () => {
  const headers = headersFor({}, true);
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  });
  expect(headers["content-security-policy"]).toContain("default-src 'self'");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});

test("only hot reload may make code of text", () => {
  expect(headersFor({}, true)["content-security-policy"]).not.toContain("unsafe-eval");
  expect(headersFor({}, false)["content-security-policy"]).toContain("unsafe-eval");
});

test.each([
  ["https", "max-age=63072000"],
  ["http", undefined],
])("asked for by %s", (scheme, told) => {
  expect(headersFor({ "x-forwarded-proto": scheme }, true)["strict-transport-security"]).toBe(told);
});
