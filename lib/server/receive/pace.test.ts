import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("each key has its own pace, and hears when the next may come", async () => {
  const pace = createPace({ points: 2, seconds: 600 });
  const answers = [];
  for (const key of ["a", "a", "a", "b"]) answers.push(await pace.slowDown(key));
  expect(answers).toEqual([null, null, 600, null]);
});

test("made-up keys cost no more counters than there are", async () => {
  const pace = createPace({ points: 1, seconds: 600 });
  let taken = 0;
  for (let key = 0; key < 40_000; key += 1) if ((await pace.slowDown(`made-up ${key}`)) === null) taken += 1;
  expect(taken).toBeGreaterThan(10_000);
  expect(taken).toBeLessThanOrEqual(16_384);
});
