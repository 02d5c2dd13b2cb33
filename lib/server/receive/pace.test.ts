import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("each key has its own pace, and hears when the next may come", async () => {
  const pace = createPace({ points: 2, seconds: 600 });
  const answers = [];
  for (const key of ["a", "a", "a", "b"]) answers.push(await pace.slowDown(key));
  expect(answers).toEqual([null, null, 600, null]);
});
