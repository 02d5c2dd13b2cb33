import { expect, test } from "vitest";
import { createRoom, type Place } from "./room.ts";

/** Who is inside, by the order in which they came. */
function visitors(size: number, maxWaiting = 10) {
  const room = createRoom({ size, maxWaiting });
  const inside = new Map<string, Place>();
  const turnedAway: string[] = [];
  const come = (name: string, wanted: number) => {
    void room.enter(wanted).then((place) => {
      if (place) inside.set(name, place);
      else turnedAway.push(name);
    });
  };
  const settled = () => new Promise(setImmediate);
  return { come, inside, turnedAway, settled, names: () => [...inside.keys()] };
}

test("who fits enters at once, the others in the order they came", async () => {
  const { come, inside, names, settled } = visitors(10);
  come("a", 6);
  come("b", 6);
  come("c", 1);
  await settled();
  expect(names()).toEqual(["a"]);
  inside.get("a")?.leave();
  await settled();
  expect(names()).toEqual(["a", "b", "c"]);
});

test("what is given back before leaving lets the next one in", async () => {
  const { come, inside, names, settled } = visitors(10);
  come("a", 10);
  come("b", 9);
  await settled();
  inside.get("a")?.shrinkTo(1);
  await settled();
  expect(names()).toEqual(["a", "b"]);
});

test("who wants more than there is has the room alone", async () => {
  const { come, inside, names, settled } = visitors(10);
  come("a", 1);
  come("giant", 1_000);
  come("c", 1);
  await settled();
  expect(names()).toEqual(["a"]);
  inside.get("a")?.leave();
  await settled();
  expect(names()).toEqual(["a", "giant"]);
  inside.get("giant")?.leave();
  await settled();
  expect(names()).toEqual(["a", "giant", "c"]);
});

test("leaving twice, and growing, give nothing away", async () => {
  const { come, inside, names, settled } = visitors(10);
  come("a", 5);
  come("b", 5);
  await settled();
  inside.get("a")?.leave();
  inside.get("a")?.leave();
  inside.get("b")?.shrinkTo(50);
  come("c", 6);
  await settled();
  expect(names()).toEqual(["a", "b"]);
});

test("a queue that is long enough turns away", async () => {
  const { come, turnedAway, settled } = visitors(10, 1);
  come("a", 10);
  come("b", 10);
  come("c", 1);
  await settled();
  expect(turnedAway).toEqual(["c"]);
});
