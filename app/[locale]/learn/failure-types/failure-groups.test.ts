import { expect, test } from "vitest";
import { resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { failureGroups } from "./failure-groups.ts";

test("every type of the registry is explained once", () => {
  const explained = failureGroups.flatMap(({ types }): readonly string[] => types);
  expect(explained.toSorted()).toEqual([...Object.keys(resultTypes), "none", "unknown"].toSorted());
});
