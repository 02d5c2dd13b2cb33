import { expect, test } from "vitest";
import { createBodyStore } from "./body-store.ts";
import { readCapped } from "./read-capped.ts";

test("large bodies share what there is, and give it back", () => {
  const store = createBodyStore({ octets: 100, free: 10 });
  const [a, b] = [store.hold(), store.hold()];
  expect(a.take(90)).toBe(true);
  expect(b.take(31)).toBe(false);
  b.release();
  expect(b.take(30)).toBe(true);
  a.release();
  a.release();
  expect(store.hold().take(90)).toBe(true);
  expect(store.hold().take(11)).toBe(false);
});

test("an ordinary body comes through while large ones take all the room", () => {
  const store = createBodyStore({ octets: 100, free: 10 });
  expect(store.hold().take(500)).toBe(false);
  const ordinary = store.hold();
  expect([ordinary.take(5), ordinary.take(5), ordinary.take(1)]).toEqual([true, true, false]);
});

test("a body is read no further once there is no room", async () => {
  let given = 0;
  async function* body() {
    for (; given < 10; given += 1) yield new Uint8Array(10);
  }
  const held = createBodyStore({ octets: 30, free: 0 }).hold();
  expect(await readCapped(body(), 1_000, held.take)).toEqual({ ok: false, reason: "no-room" });
  expect(given).toBe(3);
});
