import { expect, test } from "vitest";
import { signInProblem } from "./sign-in-problem.ts";

const rows: [error: string | null, problem: ReturnType<typeof signInProblem>][] = [
  [null, undefined],
  ["", undefined],
  ["wrong-credentials", { code: "wrong-credentials" }],
  ["rate-limited:61", { code: "rate-limited", minutes: 2 }],
  ["rate-limited:900", { code: "rate-limited", minutes: 15 }],
  ["rate-limited:soon", { code: "rate-limited", minutes: 1 }],
  ["Verification", { code: "link-expired" }],
  ["AccessDenied", { code: "not-connected" }],
  ["OAuthAccountNotLinked", { code: "connected-elsewhere" }],
  ["<script>", { code: "sign-in-failed" }],
];

test.each(rows)("error %s", (error, problem) => {
  expect(signInProblem(error)).toEqual(problem);
});
