import { expect, test } from "vitest";
import { firstRepeatedKey } from "./repeated-key.ts";

test.each<[string, string | null]>([
  ["{}", null],
  ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', null],
  ['{"a":1,"a":2}', "a"],
  ['{"a":{"b":1,"c":2,"b":3}}', "a.b"],
  ['{"a":[0,{"b":1,"b":1}]}', "a[1].b"],
  ['{"a":["a","a"],"b":"a"}', null],
  ['{"a":"\\",\\"a\\":","b":1}', null],
  ['{"\\u0061":1,"a":2}', "a"],
  ['[[{"a":1}],[{"a":1,"a":1}]]', "[1][0].a"],
])("%s: %s", (json, path) => {
  expect(firstRepeatedKey(json)).toBe(path);
});

test("a text of megabytes and its escapes need no stack", () => {
  const text = '\\"'.repeat(2_000_000);
  expect(firstRepeatedKey(`{"a":"${text}","b":1,"b":2}`)).toBe("b");
});
