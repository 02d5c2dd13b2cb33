/** One body's share; `take` refuses what there is no room for. */
export type HeldBody = {
  take(octets: number): boolean;
  /** Whether a body of that many octets would find room now. */
  hasRoomFor(octets: number): boolean;
  release(): void;
};

export type BodyStore = {
  /** `null`: as many bodies are held as may be. `client`: whose body it is; `null`: nobody's in particular. */
  hold(client: string | null): HeldBody | null;
};

export type BodyLimits = {
  /** How many at a time, and of one client. */
  bodies: number;
  bodiesOfClient: number;
  /** Octets of all of them beyond the free ones, and of one client's. */
  octets: number;
  octetsOfClient: number;
  /** The first octets of each body, which are not counted. */
  free: number;
};

type Held = { bodies: number; octets: number };

/**
 * Bounds the bodies that this process holds at a time, so that many, large or slow ones cannot take all memory. What is
 * free is all of an ordinary report, which therefore comes through even while large ones take all the room; and no
 * client takes more than its part.
 */
export function createBodyStore(limits: BodyLimits): BodyStore {
  const all: Held = { bodies: 0, octets: 0 };
  const clients = new Map<string, Held>();
  return {
    hold(client) {
      const own = client === null ? null : (clients.get(client) ?? { bodies: 0, octets: 0 });
      if (all.bodies >= limits.bodies || (own && own.bodies >= limits.bodiesOfClient)) return null;
      if (own && client !== null) clients.set(client, own);
      const sums = own ? [all, own] : [all];
      for (const sum of sums) sum.bodies += 1;
      return heldBody(limits, all, own, () => {
        for (const sum of sums) sum.bodies -= 1;
        if (own?.bodies === 0 && client !== null) clients.delete(client);
      });
    },
  };
}

function heldBody(limits: BodyLimits, all: Held, own: Held | null, leave: () => void): HeldBody {
  let length = 0;
  let released = false;
  const counted = () => Math.max(0, length - limits.free);
  const fits = (more: number) =>
    more === 0 || (all.octets + more <= limits.octets && (own?.octets ?? 0) + more <= limits.octetsOfClient);
  const add = (octets: number) => {
    all.octets += octets;
    if (own) own.octets += octets;
  };
  return {
    take(octets) {
      const before = counted();
      length += octets;
      const more = counted() - before;
      const fitting = fits(more);
      add(more);
      return fitting;
    },
    hasRoomFor: (octets) => fits(Math.max(0, octets - limits.free)),
    release() {
      if (released) return;
      released = true;
      add(-counted());
      leave();
    },
  };
}
