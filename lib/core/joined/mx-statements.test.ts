import { describe, expect, test } from "vitest";
import type { MxFault } from "../evidence.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { ask, at, subject } from "./testing/ask.ts";
import {
  address,
  certificate,
  failedLook,
  none,
  otherAddress,
  secured,
  unreachable,
} from "./testing/mx-look.ts";
import type { FaultSubject } from "./visible-fault.ts";

const expired = { notAfter: "2026-06-01T00:00:00.000Z" };
const early = { notBefore: "2026-07-01T00:00:00.000Z" };
const misnamed = { dnsNames: ["mail.example.com"] };

describe("starttls-not-supported", () => {
  test.each<[string, FaultSubject, string]>([
    ["offered", at(secured()), "not visible"],
    ["not offered", at(failedLook("starttls-not-offered")), `visible: starttls-not-offered@${address}`],
    ["refused", at(failedLook("starttls-refused")), `visible: starttls-refused@${address}`],
    [
      "not offered at one of two addresses",
      at(secured(), failedLook("starttls-not-offered", otherAddress)),
      `visible: starttls-not-offered@${otherAddress}`,
    ],
    ["offered, and TLS broken", at(failedLook("tls-handshake")), "not visible"],
    ["offered, and TLS silent", at(failedLook("tls-timeout")), "not visible"],
    ["offered, and the certificate bad", at(secured(address, expired)), "not visible"],
    ["nobody there", at(failedLook("connect-timeout")), `untold our-limit: connect-timeout@${address}`],
    [
      "one of two addresses out of our reach",
      at(secured(), failedLook("network", otherAddress)),
      `untold partly: network@${otherAddress}`,
    ],
    ["an address too many", subject({ leftOut: 1 }), "untold partly:"],
    ["nonsense for SMTP", at(failedLook("smtp-malformed")), `untold hidden: smtp-malformed@${address}`],
    ["no address at all", subject({ looks: [], addresses: none }), "untold hidden: no-address@null"],
    [
      "an address that could not be looked up",
      subject({ looks: [], addresses: unreachable("servfail") }),
      "untold our-limit: dns-failed@null",
    ],
    [
      "an address that fails DNSSEC",
      subject({ looks: [], addresses: unreachable("bogus") }),
      "untold hidden: dnssec-bogus@null",
    ],
  ])("%s", (_, of, says) => {
    expect(ask("starttls-not-supported", of)).toBe(says);
  });
});

describe("certificates", () => {
  const hidden = `untold hidden: starttls-not-offered@${address}`;
  test.each<[string, string, FaultSubject, string]>([
    ["certificate-expired", "a good one", at(secured()), "not visible"],
    [
      "certificate-expired",
      "expired",
      at(secured(address, expired)),
      `visible: certificate-expired@${address}`,
    ],
    [
      "certificate-expired",
      "expired at the second address",
      at(secured(), secured(otherAddress, expired)),
      `visible: certificate-expired@${otherAddress}`,
    ],
    [
      "certificate-expired",
      "expired, seen while the other address is out of reach",
      at(failedLook("network"), secured(otherAddress, expired)),
      `visible: certificate-expired@${otherAddress}`,
    ],
    [
      "certificate-expired",
      "not valid yet",
      at(secured(address, early)),
      `visible: certificate-not-yet-valid@${address}`,
    ],
    ["certificate-expired", "another name", at(secured(address, misnamed)), "not visible"],
    ["certificate-expired", "no STARTTLS", at(failedLook("starttls-not-offered")), hidden],
    [
      "certificate-expired",
      "TLS broken",
      at(failedLook("tls-handshake")),
      `untold hidden: tls-handshake@${address}`,
    ],
    [
      "certificate-expired",
      "old TLS only, and the certificate seen through it",
      at(failedLook("tls-too-old", address, { tls: secured(address, expired).tls })),
      `visible: certificate-expired@${address}`,
    ],
    [
      "certificate-expired",
      "old TLS only, and the certificate good",
      at(failedLook("tls-too-old", address, { tls: secured().tls })),
      `untold hidden: tls-too-old@${address}`,
    ],
    [
      "certificate-host-mismatch",
      "another name",
      at(secured(address, misnamed)),
      `visible: certificate-name-mismatch@${address}`,
    ],
    ["certificate-host-mismatch", "expired", at(secured(address, expired)), "not visible"],
    [
      "certificate-not-trusted",
      "unknown issuer",
      at(secured(address, {}, { chainError: "SELF_SIGNED_CERT_IN_CHAIN" })),
      `visible: certificate-not-trusted@${address}`,
    ],
    [
      "certificate-not-trusted",
      "the issuer's certificate left out",
      at(secured(address, {}, { chain: [certificate()], chainError: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" })),
      `visible: certificate-incomplete@${address}`,
    ],
    [
      "certificate-not-trusted",
      "its own issuer",
      at(secured(address, { issuer: "CN=mx1.example.com" }, { chainError: "DEPTH_ZERO_SELF_SIGNED_CERT" })),
      `visible: certificate-self-signed@${address}`,
    ],
    [
      "certificate-not-trusted",
      "no certificate",
      at(secured(address, {}, { chain: [] })),
      `visible: certificate-missing@${address}`,
    ],
    ["certificate-not-trusted", "another name", at(secured(address, misnamed)), "not visible"],
  ])("%s: %s", (resultType, _, of, says) => {
    expect(ask(resultType, of)).toBe(says);
  });

  const testing: MtaStsPolicy = {
    mode: "testing",
    mx: ["mx2.example.com"],
    maxAgeSeconds: 86_400,
    extensions: [],
  };
  test.each<[string, string, MtaStsPolicy | null, string]>([
    ["certificate-host-mismatch", "not named by the policy", testing, "visible: mx-not-covered@null"],
    ["validation-failure", "not named by the policy", testing, "visible: mx-not-covered@null"],
    ["certificate-expired", "not named by the policy", testing, "not visible"],
    ["validation-failure", "named by a wildcard", { ...testing, mx: ["*.example.com"] }, "not visible"],
    [
      "validation-failure",
      "a policy that protects nothing",
      { ...testing, mode: "none", mx: [] },
      "not visible",
    ],
    ["validation-failure", "no policy", null, "not visible"],
  ])("%s: a good host, %s", (resultType, _, policy, says) => {
    expect(ask(resultType, subject({}, { policy }))).toBe(says);
  });
});

describe("validation-failure is whatever TLS can do wrong", () => {
  test.each<[MxFault, string]>([
    ["starttls-not-offered", "visible"],
    ["starttls-refused", "visible"],
    ["tls-handshake", "visible"],
    ["tls-too-old", "visible"],
    ["smtp-malformed", "untold hidden"],
    ["tls-timeout", "untold our-limit"],
    ["target-refused", "untold our-limit"],
    ["connect-refused", "untold our-limit"],
    ["connect-timeout", "untold our-limit"],
    ["network", "untold our-limit"],
    ["closed", "untold our-limit"],
    ["banner-timeout", "untold our-limit"],
    ["banner-refused", "untold our-limit"],
    ["smtp-timeout", "untold our-limit"],
    ["ehlo-refused", "untold our-limit"],
  ])("%s → %s", (fault, says) => {
    expect(ask("validation-failure", at(failedLook(fault)))).toBe(`${says}: ${fault}@${address}`);
  });

  test("closed in answer to STARTTLS is a refusal of it", () => {
    const timings = { connectMs: 1, bannerMs: 1, ehloMs: 1, starttlsMs: null, tlsMs: null };
    const of = at(failedLook("closed", address, { timings }));
    expect(ask("validation-failure", of)).toBe(`visible: starttls-refused@${address}`);
    expect(ask("starttls-not-supported", of)).toBe(`visible: starttls-refused@${address}`);
    expect(ask("certificate-expired", of)).toBe(`untold hidden: starttls-refused@${address}`);
  });

  test.each([
    ["500 5.5.1 Command unrecognized", "visible: ehlo-not-understood"],
    ["502 Not implemented", "visible: ehlo-not-understood"],
    ["550 We do not like your name", "untold our-limit: ehlo-refused"],
    [null, "untold our-limit: ehlo-refused"],
  ])("EHLO answered %j", (reply, says) => {
    const of = at(failedLook("ehlo-refused", address, { reply }));
    expect(ask("starttls-not-supported", of)).toBe(`${says}@${address}`);
  });

  test("a refused connection is the host's own once port 25 is known to be open to us", () => {
    const looks = [failedLook("connect-refused")];
    expect(ask("validation-failure", subject({ looks }, { egress: "open" }))).toBe(
      `untold hidden: connect-refused@${address}`,
    );
    expect(ask("validation-failure", subject({ looks }, { egress: "unproven" }))).toBe(
      `untold our-limit: connect-refused@${address}`,
    );
  });

  test("closed when TLS had begun is a broken handshake", () => {
    const timings = { connectMs: 1, bannerMs: 1, ehloMs: 1, starttlsMs: 1, tlsMs: null };
    const of = at(failedLook("closed", address, { timings }));
    expect(ask("validation-failure", of)).toBe(`visible: tls-handshake@${address}`);
    expect(ask("starttls-not-supported", of)).toBe("not visible");
    expect(ask("certificate-expired", of)).toBe(`untold hidden: tls-handshake@${address}`);
  });

  test("every fault of a certificate is told", () => {
    const of = at(secured(address, { ...expired, ...misnamed }));
    expect(ask("validation-failure", of)).toBe(
      `visible: certificate-expired@${address} certificate-name-mismatch@${address}`,
    );
  });
});
