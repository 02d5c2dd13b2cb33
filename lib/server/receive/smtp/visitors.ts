import type { SMTPServerSession } from "smtp-server";

type Visitor = { address: string; wrongRecipients: number; timer: NodeJS.Timeout };

export type Visitors = {
  /** Whether the session may stay; then `overstayed` is called once its time is over, unless it has left by then. */
  enter(session: SMTPServerSession, overstayed: () => void): boolean;
  leave(session: SMTPServerSession): void;
  /** Counts a recipient that does not exist; whether there were too many. */
  guess(session: SMTPServerSession): boolean;
};

export type VisitorLimits = { perAddress: number; stayMs: number; wrongRecipients: number };

/** Who is connected, so that no address takes all connections, and none stays or guesses for ever. */
export function createVisitors({ perAddress, stayMs, wrongRecipients }: VisitorLimits): Visitors {
  const inside = new Map<string, Visitor>();
  return {
    enter({ id, remoteAddress: address }, overstayed) {
      const ofAddress = [...inside.values()].filter((visitor) => visitor.address === address);
      if (ofAddress.length >= perAddress) return false;
      inside.set(id, { address, wrongRecipients: 0, timer: setTimeout(overstayed, stayMs).unref() });
      return true;
    },
    leave({ id }) {
      clearTimeout(inside.get(id)?.timer);
      inside.delete(id);
    },
    guess({ id }) {
      const visitor = inside.get(id);
      if (!visitor) return false;
      visitor.wrongRecipients += 1;
      return visitor.wrongRecipients > wrongRecipients;
    },
  };
}
