import { expect, test } from "vitest";
import { type BodyLimits, type BodyStore, createBodyStore, type HeldBody } from "./body-store.ts";

const limits: BodyLimits = { bodies: 100, bodiesOfClient: 100, octets: 100, octetsOfClient: 100, free: 10 };

function hold(store: BodyStore, client: string | null = null): HeldBody {
  const held = store.hold(client);
  if (!held) throw new Error("There is no place.");
  return held;
}

test("large bodies share what there is, and give it back", () => {
  const store = createBodyStore(limits);
  const [a, b] = [hold(store), hold(store)];
  expect(a.take(90)).toBe(true);
  expect(b.take(31)).toBe(false);
  b.release();
  expect(hold(store).take(30)).toBe(true);
  a.release();
  a.release();
  expect(hold(store).take(90)).toBe(true);
  expect(hold(store).take(11)).toBe(false);
});

test("an ordinary body comes through while large ones take all the room", () => {
  const store = createBodyStore(limits);
  expect(hold(store).take(500)).toBe(false);
  const ordinary = hold(store);
  expect([ordinary.take(5), ordinary.take(5), ordinary.take(1)]).toEqual([true, true, false]);
});

test("no client takes the room of the others", () => {
  const store = createBodyStore({ ...limits, octetsOfClient: 40 });
  const [first, second] = [hold(store, "192.0.2.1"), hold(store, "192.0.2.1")];
  expect(first.take(40)).toBe(true);
  expect(second.take(21)).toBe(false);
  expect(hold(store, "192.0.2.2").take(50)).toBe(true);
});

test("bodies are counted, all of them and each client’s", () => {
  const store = createBodyStore({ ...limits, bodies: 3, bodiesOfClient: 2 });
  const held = [hold(store, "192.0.2.1"), hold(store, "192.0.2.1")];
  expect(store.hold("192.0.2.1")).toBeNull();
  const other = hold(store, "192.0.2.2");
  expect(store.hold("192.0.2.3")).toBeNull();
  expect(store.hold(null)).toBeNull();
  for (const body of held) body.release();
  expect(store.hold("192.0.2.1")).not.toBeNull();
  other.release();
  expect(store.hold(null)).not.toBeNull();
});

test("whether there is room can be asked before a body comes", () => {
  const store = createBodyStore(limits);
  hold(store).take(60);
  const held = hold(store);
  expect([held.hasRoomFor(60), held.hasRoomFor(61), held.hasRoomFor(10)]).toEqual([true, false, true]);
});
