import { expect, test } from "vitest";
import { WaitingMails } from "./waiting-mails.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));

test("what is done moves the mark, up to the first mail that waits", () => {
  const mails = new WaitingMails();
  mails.finish(11);
  expect(mails.doneUpTo(10)).toBe(11);
  mails.putOff(12, at(5), at(0));
  mails.finish(13);
  mails.finish(14);
  expect(mails.doneUpTo(11)).toBe(11);
  expect([12, 13, 14, 15].filter((uid) => mails.isDue(uid, at(1)))).toEqual([15]);
  expect([12, 13].filter((uid) => mails.isDue(uid, at(5)))).toEqual([12]);
  mails.finish(12);
  expect(mails.doneUpTo(11)).toBe(14);
});

test("a mail waits from the first time that it was put off", () => {
  const mails = new WaitingMails();
  mails.putOff(7, at(5), at(0));
  mails.putOff(7, at(10), at(5));
  expect(mails.since(7, at(9))).toEqual(at(0));
  expect(mails.since(8, at(9))).toEqual(at(9));
});

test("a mail that somebody removed meanwhile holds nothing back", () => {
  const mails = new WaitingMails();
  mails.putOff(7, at(5), at(0));
  mails.finish(8);
  mails.keepOnly(new Set([8]));
  expect(mails.doneUpTo(6)).toBe(8);
});
