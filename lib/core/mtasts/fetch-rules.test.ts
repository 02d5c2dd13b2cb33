import { expect, test } from "vitest";
import { judgePolicyResponse, type PolicyResponse } from "./fetch-rules.ts";

test.each<[string, PolicyResponse, string[]]>([
  ["all is well", { status: 200, contentType: "text/plain", bodyBytes: 200 }, []],
  ["parameters do not matter", { contentType: " Text/Plain ; charset=iso-8859-1" }, []],
  ["another media type", { contentType: "text/html; charset=utf-8" }, ["mtasts-fetch-content-type"]],
  [
    "a media type that only contains it",
    { contentType: "application/x+text/plain" },
    ["mtasts-fetch-content-type"],
  ],
  ["an empty media type", { contentType: "" }, ["mtasts-fetch-content-type-missing"]],
  ["no media type", { contentType: null }, ["mtasts-fetch-content-type-missing"]],
  ["a redirect", { status: 301 }, ["mtasts-fetch-redirect"]],
  ["not found", { status: 404 }, ["mtasts-fetch-status"]],
  ["another success", { status: 204 }, ["mtasts-fetch-status"]],
  ["exactly 64 KiB", { bodyBytes: 65_536 }, []],
  ["a byte more", { bodyBytes: 65_537 }, ["mtasts-fetch-too-large"]],
])("%s", (_, response, codes) => {
  expect(judgePolicyResponse(response).map(({ code }) => code)).toEqual(codes);
});
