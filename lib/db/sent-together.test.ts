import { expect, test } from "vitest";
import { sentTogether } from "./sent-together.ts";

const fault = Object.assign(new Error("out of range"), { code: "22003" });
const aborted = Object.assign(new Error("current transaction is aborted"), { code: "25P02" });

test("all succeed", async () => {
  await expect(sentTogether([Promise.resolve(1), Promise.resolve(2)])).resolves.toBeUndefined();
});

test("the fault that broke the transaction is told, in whatever order the answers came", async () => {
  const late = Promise.resolve().then(() => Promise.reject(fault));
  await expect(sentTogether([late, Promise.reject(aborted)])).rejects.toBe(fault);
});

test("a transaction that was broken before is told as such", async () => {
  await expect(sentTogether([Promise.reject(aborted)])).rejects.toBe(aborted);
});
