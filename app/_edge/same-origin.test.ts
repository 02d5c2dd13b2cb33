import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

test.each([
  ["our own page", { "sec-fetch-site": "same-origin" }, true],
  [
    "another site",
    { "sec-fetch-site": "cross-site", origin: "https://us.example", host: "us.example" },
    false,
  ],
  ["a neighbour under the same domain", { "sec-fetch-site": "same-site" }, false],
  [
    "our own page without fetch metadata",
    { origin: "http://us.example:3000", host: "us.example:3000" },
    true,
  ],
  [
    "behind a proxy",
    { origin: "https://us.example", host: "10.0.0.1:3000", "x-forwarded-host": "us.example" },
    true,
  ],
  ["another site without fetch metadata", { origin: "http://them.example", host: "us.example" }, false],
  ["a page without an origin of its own", { origin: "null", host: "us.example" }, false],
  ["nothing said", { host: "us.example" }, false],
])("%s", (_, headers, isOurs) => {
  expect(isSameOrigin(new Headers(headers as Record<string, string>))).toBe(isOurs);
});
