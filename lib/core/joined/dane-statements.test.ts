import { describe, expect, test } from "vitest";
import { ask, subject } from "./testing/ask.ts";
import {
  address,
  certificate,
  failedLook,
  found,
  none,
  otherAddress,
  secured,
  unreachable,
} from "./testing/mx-look.ts";
import type { FaultSubject } from "./visible-fault.ts";

const pinned = { usage: 3, selector: 1, matchingType: 1, data: certificate().spkiSha256 };
const stale = { ...pinned, data: "00".repeat(32) };
const pkix = { ...pinned, usage: 1 };

describe("tlsa-invalid", () => {
  test.each<[string, FaultSubject, string]>([
    ["matches", subject({ tlsa: found([pinned], true) }), "not visible"],
    [
      "matches beside one that is ready for later",
      subject({ tlsa: found([stale, pinned], true) }),
      "not visible",
    ],
    ["no match", subject({ tlsa: found([stale], true) }), `visible: tlsa-no-match@${address}`],
    [
      "no match, and not signed for us",
      subject({ tlsa: found([stale]) }),
      `visible: tlsa-no-match@${address}`,
    ],
    [
      "no match at one of two addresses",
      subject({
        tlsa: found([pinned], true),
        looks: [secured(), secured(otherAddress, { spkiSha256: "ff".repeat(32) })],
      }),
      `visible: tlsa-no-match@${otherAddress}`,
    ],
    ["nothing SMTP can use", subject({ tlsa: found([pkix], true) }), "visible: tlsa-unusable@null"],
    ["none any more", subject({}), "not visible"],
    ["not to be had", subject({ tlsa: unreachable("timeout") }), "untold our-limit: dns-failed@null"],
    ["bogus", subject({ tlsa: unreachable("bogus") }), "untold hidden: dnssec-bogus@null"],
    [
      "no TLS to match with",
      subject({ tlsa: found([pinned], true), looks: [failedLook("starttls-not-offered")] }),
      `untold hidden: starttls-not-offered@${address}`,
    ],
    [
      "a whole trust anchor, which takes a signature to prove",
      subject({ tlsa: found([{ usage: 2, selector: 0, matchingType: 0, data: "30020000" }], true) }),
      "untold not-checkable:",
    ],
  ])("%s", (_, of, says) => {
    expect(ask("tlsa-invalid", of)).toBe(says);
  });
});

const signedMx = found([{ preference: 10, exchange: "mx1.example.com" }], true);
const signed = { addresses: found([address], true), tlsa: found([pinned], true) };

describe("dnssec-invalid", () => {
  test.each<[string, FaultSubject, string]>([
    ["all signed", subject(signed, { mx: signedMx }), "not visible"],
    ["bogus TLSA", subject({ tlsa: unreachable("bogus") }), "visible: dnssec-bogus@null"],
    ["bogus addresses", subject({ addresses: unreachable("bogus") }), "visible: dnssec-bogus@null"],
    ["bogus MX", subject(signed, { mx: unreachable("bogus") }), "visible: dnssec-bogus@null"],
    ["no answer", subject({ ...signed, tlsa: unreachable("timeout") }), "untold our-limit: dns-failed@null"],
    ["nothing signed, as far as our resolver says", subject({}), "untold not-checkable:"],
  ])("%s", (_, of, says) => {
    expect(ask("dnssec-invalid", of)).toBe(says);
  });
});

describe("dane-required", () => {
  test.each<[string, FaultSubject, string]>([
    ["all signed", subject(signed, { mx: signedMx }), "not visible"],
    ["no TLSA", subject({ ...signed, tlsa: none }, { mx: signedMx }), "visible: tlsa-absent@null"],
    ["no TLSA, and nothing signed", subject({}), "visible: tlsa-absent@null"],
    [
      "nothing SMTP can use",
      subject({ ...signed, tlsa: found([pkix], true) }, { mx: signedMx }),
      "visible: tlsa-unusable@null",
    ],
    [
      "TLSA not signed",
      subject({ ...signed, tlsa: found([pinned]) }, { mx: signedMx }),
      "visible: tlsa-not-signed@null",
    ],
    [
      "addresses not signed",
      subject({ ...signed, addresses: found([address]) }, { mx: signedMx }),
      "visible: tlsa-not-signed@null",
    ],
    ["MX not signed", subject(signed), "visible: mx-not-signed@null"],
    [
      "nothing signed, as far as our resolver says",
      subject({ tlsa: found([pinned]) }),
      "untold not-checkable:",
    ],
    ["no answer", subject({ tlsa: unreachable("servfail") }), "untold our-limit: dns-failed@null"],
    ["bogus", subject({ tlsa: unreachable("bogus") }), "untold hidden: dnssec-bogus@null"],
  ])("%s", (_, of, says) => {
    expect(ask("dane-required", of)).toBe(says);
  });
});
