import { describe, expect, test } from "vitest";
import { judgeRollout } from "./judge-rollout.ts";
import type { DailyEvidence } from "./rollout.ts";
import {
  bad,
  deciding,
  domainOf,
  good,
  instead,
  span,
  story,
  twoGoodReporters,
} from "./testing/rollout-story.ts";

const vouchedBy = (voucher: string | null, rows: DailyEvidence[]) => rows.map((row) => ({ ...row, voucher }));
const advise = (days: DailyEvidence[]) => judgeRollout(story({ days }));

describe("who sends a report chooses its reporter’s name", () => {
  test("two names by the word of one domain are one reporter", () => {
    const days = vouchedBy("one.example", twoGoodReporters());
    expect(deciding(advise(days))).toEqual(["too-few-reporters"]);
  });

  test("a repair that another domain reports in the same name confirms nothing", () => {
    const days = instead("Beta Post", [
      ...span(21, 9).map((ago) => good("Beta Post", ago, 5)),
      bad("Beta Post", 9, "certificate-expired"),
    ]);
    const foreign = vouchedBy(
      "elsewhere.example",
      span(8, 1).map((ago) => good("Beta Post", ago, 50)),
    );
    expect(advise(days).advice).toBe("stay");
    expect(advise([...days, ...foreign]).advice).toBe("stay");
    const own = vouchedBy(domainOf("Beta Post"), foreign);
    expect(advise([...days, ...own]).advice).toBe("ready");
  });

  test("nor does one settle what nobody vouches for, once the reporter itself is heard", () => {
    const unverified = bad("Beta Post", 2, "certificate-expired", { trust: "unverified" });
    const silentSince = twoGoodReporters().filter(
      ({ reporter, day }) => reporter !== "Beta Post" || day < unverified.day,
    );
    const foreign = vouchedBy("elsewhere.example", [good("Beta Post", 1, 50)]);
    expect(deciding(advise([...silentSince, unverified, ...foreign]))).toEqual(["unverified-failures"]);
    expect(deciding(advise([...twoGoodReporters(), unverified, ...foreign]))).toEqual([]);
  });
});

test("what a member hands in speaks for the reporter, and makes no second one of it", () => {
  const days = instead("Beta Post", [
    ...span(21, 9).map((ago) => good("Beta Post", ago, 5)),
    bad("Beta Post", 9, "certificate-expired"),
    ...span(8, 1).map((ago) => good("Beta Post", ago, 5, "upload")),
  ]);
  expect(advise(days).advice).toBe("ready");
  const alone = span(21, 1).flatMap((ago) => [
    good("Alpha Mail", ago, 20),
    good("Alpha Mail", ago, 5, "upload"),
  ]);
  expect(deciding(advise(alone))).toEqual(["too-few-reporters"]);
});

describe("in enforce", () => {
  const refused = (reporter: string) => bad(reporter, 1, "certificate-expired", { failed: 50 });

  test("several names by the word of one domain cannot call for going back", () => {
    const others = span(21, 1).flatMap((ago) =>
      ["One", "Two", "Three"].map((name) => good(`Post ${name}`, ago, 9)),
    );
    const names = ["Evil One", "Evil Two"];
    const established = span(21, 2).flatMap((ago) => names.map((name) => good(name, ago, 9)));
    const evil = [...established, ...names.map(refused)];
    const enforced = (days: DailyEvidence[]) =>
      judgeRollout(story({ stage: "enforce", days: [...others, ...days] })).advice;
    expect(enforced(vouchedBy("evil.example", evil))).toBe("keep");
    expect(enforced(evil)).toBe("go-back");
  });
});
