import { expect, test } from "vitest";
import { problem, problemOf } from "./problem.ts";

test.each([
  [
    "a name that is none",
    { ok: false as const, code: "invalid-name" as const, data: { fault: "url", suggestion: "a.example" } },
    { status: 400, code: "invalid-name", fault: "url", suggestion: "a.example" },
    null,
  ],
  [
    "too many look-ups",
    { ok: false as const, code: "rate-limited" as const, data: { seconds: 17 } },
    { status: 429, code: "rate-limited" },
    "17",
  ],
])("%s is a problem that any page may read", async (_what, refusal, expected, retryAfter) => {
  const response = problem(problemOf(refusal));
  expect(response.status).toBe(expected.status);
  expect(await response.json()).toMatchObject({ ...expected, title: expect.any(String) });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/problem+json",
    "access-control-allow-origin": "*",
  });
  expect(response.headers.get("retry-after")).toBe(retryAfter);
});
