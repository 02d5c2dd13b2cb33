import { expect, test } from "vitest";
import { createBodyStore } from "./body-store.ts";
import { readCapped } from "./read-capped.ts";

const cap = 100;

async function* pieces(...lengths: number[]) {
  for (const length of lengths) yield new Uint8Array(length);
}

test("a body is read whole", async () => {
  expect(await readCapped(pieces(10, 20, 30), cap)).toEqual({ ok: true, bytes: Buffer.alloc(60) });
  expect(await readCapped(pieces(), cap)).toMatchObject({ ok: true, bytes: { byteLength: 0 } });
  expect(await readCapped(null, cap)).toMatchObject({ ok: true, bytes: { byteLength: 0 } });
});

test("one octet above the cap is too many", async () => {
  expect(await readCapped(pieces(60, 40), cap)).toMatchObject({ ok: true });
  expect(await readCapped(pieces(60, 41), cap)).toEqual({ ok: false, reason: "too-large" });
});

test("a body that never ends is given up in time, although something keeps coming", async () => {
  async function* drip() {
    for (;;) yield await new Promise<Uint8Array>((resolve) => setImmediate(resolve, new Uint8Array(0)));
  }
  expect(await readCapped(drip(), cap, { withinMs: 20 })).toEqual({ ok: false, reason: "too-slow" });
});

test("a sender that falls silent is given up in time", async () => {
  async function* silent() {
    yield await new Promise<Uint8Array>(() => {});
  }
  expect(await readCapped(silent(), cap, { withinMs: 1 })).toEqual({ ok: false, reason: "too-slow" });
});

test("a body that breaks off is told", async () => {
  async function* broken() {
    yield new Uint8Array(1);
    throw new Error("aborted");
  }
  expect(await readCapped(broken(), cap)).toEqual({ ok: false, reason: "broken-off" });
});

test("a body is read no further once there is no room", async () => {
  let given = 0;
  async function* body() {
    for (; given < 10; given += 1) yield new Uint8Array(10);
  }
  const limits = { bodies: 9, bodiesOfClient: 9, octets: 30, octetsOfClient: 30, free: 0 };
  const held = createBodyStore(limits).hold(null);
  expect(await readCapped(body(), cap, held ? { take: held.take } : {})).toEqual({
    ok: false,
    reason: "no-room",
  });
  expect(given).toBe(3);
});
