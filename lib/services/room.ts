/** A part of a room, held by whoever entered. Leaving twice is leaving once. */
export type Place = { shrinkTo(size: number): void; leave(): void };

/** Bounds what this process works on at a time: who does not fit waits, first come first served. */
export type Room = {
  /** `null`: too many wait already. `size` may exceed the room's, and then has it alone. */
  enter(size: number): Promise<Place | null>;
};

/** Makes a room of that size, in front of which at most `maxWaiting` wait. */
export function createRoom({ size, maxWaiting }: { size: number; maxWaiting: number }): Room {
  let free = size;
  const waiting: { wanted: number; admit: () => void }[] = [];
  const giveBack = (amount: number) => {
    free += amount;
    for (let next = waiting[0]; next && next.wanted <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.wanted;
      next.admit();
    }
  };
  return {
    enter(askedFor) {
      const wanted = Math.min(askedFor, size);
      if (waiting.length === 0 && wanted <= free) {
        free -= wanted;
        return Promise.resolve(placeOf(wanted, giveBack));
      }
      if (waiting.length >= maxWaiting) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting.push({ wanted, admit: () => resolve(placeOf(wanted, giveBack)) });
      });
    },
  };
}

function placeOf(size: number, giveBack: (amount: number) => void): Place {
  let held = size;
  const shrinkTo = (left: number) => {
    const given = held - Math.min(left, held);
    held -= given;
    if (given > 0) giveBack(given);
  };
  return { shrinkTo, leave: () => shrinkTo(0) };
}
