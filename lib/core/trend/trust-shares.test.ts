import { expect, test } from "vitest";
import { trustShares } from "./trust-shares.ts";

test("each trust has its part of all sessions, failed ones included, the strongest first", () => {
  expect(
    trustShares([
      { trust: "unverified", successful: 20, failed: 5 },
      { trust: "dkim", successful: 70, failed: 5 },
    ]),
  ).toEqual([
    { trust: "dkim", sessions: 75, share: 0.75 },
    { trust: "fcrdns", sessions: null, share: null },
    { trust: "upload", sessions: null, share: null },
    { trust: "unverified", sessions: 25, share: 0.25 },
  ]);
});

test("reports that counted no session have zero sessions, and no share of nothing", () => {
  const [dkim] = trustShares([{ trust: "dkim", successful: 0, failed: 0 }]);
  expect(dkim).toEqual({ trust: "dkim", sessions: 0, share: null });
});

test("no report is no data", () => {
  expect(trustShares([])).toEqual([]);
});
