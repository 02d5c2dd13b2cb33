import { expect, test } from "vitest";
import { toLocalized } from "./to-localized.ts";

test.each<[string, Record<string, string>, string]>([
  ["the cookie", { cookie: "a=b; locale=fr", "accept-language": "en" }, "/fr/tools/x?domain=example.com"],
  ["the browser's wish", { "accept-language": "fr-CA, en;q=0.5" }, "/fr/tools/x?domain=example.com"],
  ["English without either", {}, "/en/tools/x?domain=example.com"],
  ["a cookie that names no language of ours", { cookie: "locale=../evil" }, "/en/tools/x?domain=example.com"],
])("%s decides", (_why, headers, location) => {
  const request = new Request("http://localhost/tools/x?domain=example.com", { headers });
  const response = toLocalized(request);
  expect([response.status, response.headers.get("location")]).toEqual([307, location]);
  expect(response.headers.get("vary")).toBe("Cookie, Accept-Language");
});
