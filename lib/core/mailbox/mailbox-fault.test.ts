import { expect, test } from "vitest";
import { readMailboxFault, restAfterFault } from "./mailbox-fault.ts";

test.each([
  ["connection-lost", 1, 60],
  ["connection-lost", 2, 120],
  ["connect-timeout", 6, 1_920],
  ["connect-timeout", 7, 3_600],
  ["connect-timeout", 5_000, 3_600],
  // Not even once more soon: servers lock accounts out.
  ["login-refused", 1, 3_600],
  ["login-unavailable", 1, 60],
  ["token-refused", 1, 3_600],
  ["token-unavailable", 1, 60],
] as const)("after %s, %i in a row, it rests %i seconds", (code, failures, seconds) => {
  expect(restAfterFault(code, failures)).toBe(seconds);
});

test.each([
  [
    { code: "certificate", words: "expired" },
    { code: "certificate", words: "expired" },
  ],
  [{ code: "network" }, { code: "network", words: null }],
  [{ code: "of another release", words: "?" }, null],
  [null, null],
  ["certificate", null],
])("a stored fault %j is read as %j", (json, fault) => {
  expect(readMailboxFault(json)).toEqual(fault);
});
