import { expect, test } from "vitest";
import { startDeadline } from "#lib/net/deadline.ts";
import { resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom } from "#lib/net/testing/zone.ts";
import { createAskers } from "./asker.ts";

async function world(deadlineMs = 10_000) {
  const server = await serveDns(answerFrom({}));
  const askers = createAskers(resolverOf([server]), startDeadline(deadlineMs));
  return { askers, asked: () => server.asked.map(({ name }) => name) };
}

test("one part cannot use up another's share, and what is not asked is unreachable", async () => {
  const { askers, asked } = await world();
  const [greedy, modest] = [askers.share(2), askers.share(2)];
  const kinds = [];
  for (const name of ["a.test", "b.test", "c.test"]) kinds.push((await greedy.txt(name)).kind);
  expect(kinds).toEqual(["absent", "absent", "unreachable"]);
  expect((await modest.txt("d.test")).kind).toBe("absent");
  expect(asked()).toEqual(["a.test", "b.test", "d.test"]);
});

test("what one part has asked costs another nothing", async () => {
  const { askers, asked } = await world();
  await askers.share(1).txt("a.test");
  expect((await askers.share(0).txt("a.test")).kind).toBe("absent");
  expect(asked()).toEqual(["a.test"]);
});

test("another type is another question", async () => {
  const { askers, asked } = await world();
  await askers.share(2).addresses("a.test");
  expect(asked()).toEqual(["a.test", "a.test"]);
});

test("after the deadline nothing is asked", async () => {
  const { askers, asked } = await world(0);
  expect(await askers.share(5).txt("a.test")).toMatchObject({ kind: "unreachable", reason: "timeout" });
  expect(asked()).toEqual([]);
});
