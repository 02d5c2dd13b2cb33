import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

const ours = "https://sealpost.example";

const rows: [why: string, wanted: string | undefined, path: string][] = [
  ["nothing was asked for", undefined, "/domains"],
  ["empty", "", "/domains"],
  ["a path of ours", "/o/acme-1a2b3c/members?x=1", "/o/acme-1a2b3c/members?x=1"],
  ["a whole URL of ours, as next-auth hands it on", `${ours}/account`, "/account"],
  ["the way back to an invitation", "/sign-up/token", "/sign-up/token"],
  ["the landing page is not where one works", ours, "/domains"],
  ["another host", "https://evil.example/account", "/domains"],
  ["another host without scheme", "//evil.example/account", "/domains"],
  ["backslashes, which browsers read as slashes", "\\\\evil.example", "/domains"],
  ["another host hidden in a path of ours", `${ours}//evil.example`, "/domains"],
  ["another port", `${ours}:8443/account`, "/domains"],
  ["another scheme", "http://sealpost.example/account", "/domains"],
  ["a script", "javascript:alert(1)", "/domains"],
  ["a name that only begins like ours", "https://sealpost.example.evil.example/", "/domains"],
  ["credentials before another host", "https://sealpost.example@evil.example/", "/domains"],
  ["round in circles", "/sign-in?callbackUrl=/sign-in", "/domains"],
  ["straight out again", "/sign-out", "/domains"],
  ["an endpoint", "/api/auth/signout", "/domains"],
];

test.each(rows)("%s", (_, wanted, path) => {
  expect(returnPath(wanted, ours)).toBe(path);
});
