/**
 * Mails that could not be taken just now, with those above them that were: the UID up to which everything is done is all
 * that the database remembers, so a mail that waits holds it back. Kept by the process that reads the mailbox; another
 * one reads a few mails twice, which changes nothing.
 */
export class WaitingMails {
  readonly #waiting = new Map<number, { since: Date; until: Date }>();
  readonly #done = new Set<number>();

  /** Whether there is anything to do about it at this time. */
  isDue(uid: number, now: Date): boolean {
    const waits = this.#waiting.get(uid);
    return waits ? waits.until <= now : !this.#done.has(uid);
  }

  /** When it was put off first; `now` if it never was. */
  since(uid: number, now: Date): Date {
    return this.#waiting.get(uid)?.since ?? now;
  }

  putOff(uid: number, until: Date, now: Date): void {
    this.#waiting.set(uid, { since: this.since(uid, now), until });
  }

  finish(uid: number): void {
    this.#waiting.delete(uid);
    this.#done.add(uid);
  }

  /** Forgets those that are gone from the folder. */
  keepOnly(present: ReadonlySet<number>): void {
    for (const uid of this.#waiting.keys()) if (!present.has(uid)) this.#waiting.delete(uid);
  }

  /** The UID up to which everything is done, at least `lastUid`; what lies below is not remembered one by one. */
  doneUpTo(lastUid: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    for (const uid of this.#waiting.keys()) lowest = Math.min(lowest, uid);
    let highest = lastUid;
    for (const uid of this.#done) if (uid < lowest) highest = Math.max(highest, uid);
    for (const uid of this.#done) if (uid <= highest) this.#done.delete(uid);
    return highest;
  }

  /** Other UIDs count now. */
  clear(): void {
    this.#waiting.clear();
    this.#done.clear();
  }
}
