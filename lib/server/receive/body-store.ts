/** One body's share; `take` refuses what there is no room for. */
export type HeldBody = { take(octets: number): boolean; release(): void };

/**
 * Bounds the bodies that this process holds at a time, in octets, so that many large or slow ones cannot take all
 * memory. The first `free` octets of each are not counted: that is all of an ordinary report, which therefore comes
 * through even while large ones take all the room.
 */
export function createBodyStore({ octets, free }: { octets: number; free: number }): { hold(): HeldBody } {
  let held = 0;
  return {
    hold() {
      let own = 0;
      const counted = () => Math.max(0, own - free);
      return {
        take(more) {
          const before = counted();
          own += more;
          held += counted() - before;
          return held <= octets || counted() === before;
        },
        release() {
          held -= counted();
          own = 0;
        },
      };
    },
  };
}
