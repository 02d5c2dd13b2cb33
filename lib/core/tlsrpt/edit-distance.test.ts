import { expect, test } from "vitest";
import { editDistance } from "./edit-distance.ts";

test.each<[string, string, number]>([
  ["", "", 0],
  ["tlsrptv1", "tlsrptv1", 0],
  ["tslrptv1", "tlsrptv1", 1],
  ["tlsrpt1", "tlsrptv1", 1],
  ["tlsrptv11", "tlsrptv1", 1],
  ["tlsrptx1", "tlsrptv1", 1],
  ["tlsrpt", "tlsrptv1", 2],
  ["ab", "xy", 2],
  ["abc", "cba", 2],
  ["spf1", "tlsrptv1", 4],
  ["x".repeat(10_000), "y", 4],
])("%.10s → %s: %i", (from, to, distance) => {
  expect(editDistance(from, to, 4)).toBe(distance);
  expect(editDistance(to, from, 4)).toBe(distance);
});
