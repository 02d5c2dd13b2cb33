import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MxAddressLook, MxFault, MxHostEvidence } from "../evidence.ts";
import {
  address,
  failedLook,
  found,
  none,
  otherAddress,
  secured,
  unreachable,
} from "../joined/testing/mx-look.ts";
import * as world from "./testing/healthy-evidence.ts";
import { first, probed, second, unreached } from "./testing/mx-evidence.ts";

const { brief, judge } = world;
const both = [first, second];
const testing = { policyFetch: world.policy("testing", both) };
const expired = { notBefore: "2026-03-01T00:00:00.000Z", notAfter: "2026-06-15T11:59:59.000Z" };

/** The state of the part, and what was found. */
function seen(changes: Parameters<typeof judge>[0]): string[] {
  const { parts, findings } = judge(changes);
  return [parts.mx, ...findings.map(brief)];
}

function looks(...all: MxAddressLook[]): Partial<MxHostEvidence> {
  return { looks: all, addresses: found(all.map((look) => look.address)) };
}

test("two hosts without a fault give no finding", () => {
  expect(seen(probed())).toEqual(["ok"]);
});

test("evidence without a look at the hosts gives none", () => {
  expect(seen({})).toEqual(["ok"]);
});

describe("names and addresses", () => {
  test.each<[string, Partial<MxHostEvidence>, string[]]>([
    [
      "a host without address",
      { addresses: none, looks: [] },
      ["error", `error mx-host-without-address ${first}`],
    ],
    [
      "a host whose address cannot be looked up",
      { addresses: unreachable("servfail"), looks: [] },
      ["unknown", `unknown dns-lookup-failed ${first}`],
    ],
    [
      "an alias",
      { addresses: { ...found([address]), cnames: ["mail.example.net"] } as MxHostEvidence["addresses"] },
      ["warning", `warning mx-host-alias ${first}`],
    ],
    ["more addresses than one look takes", { leftOut: 3 }, ["ok", `info mx-addresses-left-out ${first}`]],
  ])("%s", (_what, changes, expected) => {
    expect(seen(probed(changes))).toEqual(expected);
  });
});

describe("each fault of an address", () => {
  const rows: [fault: MxFault, code: string, enforced: string, unprotected: string][] = [
    ["target-refused", "mx-address-not-public", "warning", "warning"],
    ["connect-refused", "mx-connection-refused", "error", "error"],
    ["connect-timeout", "mx-unreachable", "unknown", "unknown"],
    ["network", "mx-unreachable", "unknown", "unknown"],
    ["closed", "mx-connection-closed", "unknown", "unknown"],
    ["banner-timeout", "mx-greeting-timeout", "unknown", "unknown"],
    ["banner-refused", "mx-greeting-refused", "unknown", "unknown"],
    ["smtp-malformed", "mx-smtp-malformed", "error", "error"],
    ["smtp-timeout", "mx-smtp-timeout", "unknown", "unknown"],
    ["ehlo-refused", "mx-ehlo-refused", "unknown", "unknown"],
    ["starttls-not-offered", "mx-starttls-not-offered", "error", "warning"],
    ["starttls-refused", "mx-starttls-refused", "error", "warning"],
    ["tls-handshake", "mx-tls-failed", "error", "warning"],
    ["tls-timeout", "mx-tls-timeout", "unknown", "unknown"],
    ["tls-too-old", "mx-tls-too-old", "error", "warning"],
  ];

  test.each(rows)("%s is %s: %s in enforce, %s without a policy", (fault, code, enforced, unprotected) => {
    const changes = probed(looks(unreached(fault)));
    // What is unknown of an address is our limit, and leaves the part to what is known.
    expect(seen(changes)).toEqual([enforced === "unknown" ? "ok" : enforced, `${enforced} ${code} ${first}`]);
    expect(seen({ ...changes, ...testing })[1]).toBe(`${enforced} ${code} ${first}`);
    const bare = { ...changes, ...world.nothingPublished, tlsRptTxt: world.evidence().tlsRptTxt };
    expect(seen(bare)).toContain(`${unprotected} ${code} ${first}`);
  });

  test("data name the address, and what the server said before what we made of it", () => {
    const refused = failedLook("starttls-refused", address, { reply: "454 4.7.0 TLS not available" });
    const [found1] = judge(probed(looks(refused))).findings;
    expect(found1?.data).toEqual({
      host: first,
      address,
      mode: "enforce",
      dane: "no",
      detail: "454 4.7.0 TLS not available",
    });
  });

  const ended = { connectMs: 1, bannerMs: 2, ehloMs: 3, starttlsMs: null, tlsMs: null };
  test.each<[string, MxAddressLook, string]>([
    [
      "a greeting of 421 is a server that is busy",
      failedLook("banner-refused", address, {
        banner: "421 too many connections",
        reply: "421 too many connections",
      }),
      "unknown mx-greeting-busy",
    ],
    [
      "a greeting of 554 may be about us",
      failedLook("banner-refused", address, { banner: "554 5.7.1 blocked", reply: null }),
      "unknown mx-greeting-refused",
    ],
    [
      "EHLO not known: no STARTTLS for anybody",
      failedLook("ehlo-refused", address, { reply: "502 5.5.1 not implemented" }),
      "error mx-ehlo-not-understood",
    ],
    [
      "EHLO not accepted from us",
      failedLook("ehlo-refused", address, { reply: "550 5.7.1 bad HELO" }),
      "unknown mx-ehlo-refused",
    ],
    ["closed at STARTTLS", failedLook("closed", address, { timings: ended }), "error mx-starttls-refused"],
  ])("%s", (_what, look, expected) => {
    expect(seen(probed(looks(look)))[1]).toBe(`${expected} ${first}`);
  });

  test("while the policy cannot be had, the one remembered still asks for TLS", () => {
    const changes = {
      ...probed(looks(failedLook("starttls-not-offered"))),
      policyFetch: world.failed("connect-timeout"),
    };
    const remembered = judge(changes, { evidence: null, stage: "enforce" });
    expect(remembered.findings.map(brief)).toContain(`error mx-starttls-not-offered ${first}`);
  });
});

describe("certificates", () => {
  type Row = [string, MxAddressLook, string[]];
  const early = { notBefore: "2026-06-16T00:00:00.000Z" };
  const alone = secured(address, {}, { chainError: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
  const selfSigned = secured(
    address,
    { issuer: `CN=${first}` },
    { chainError: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  );
  const rows: Row[] = [
    ["expired", secured(address, expired), ["mx-certificate-expired"]],
    ["not valid yet", secured(address, early), ["mx-certificate-not-yet-valid"]],
    ["for another host", secured(address, { dnsNames: ["www.example.com"] }), ["mx-certificate-name"]],
    ["a wildcard one label too far up", secured(address, { dnsNames: ["*.com"] }), ["mx-certificate-name"]],
    [
      "of an unknown root",
      secured(address, {}, { chainError: "SELF_SIGNED_CERT_IN_CHAIN" }),
      ["mx-certificate-not-trusted"],
    ],
    ["without its issuer's", onlyLeaf(alone), ["mx-certificate-chain-incomplete"]],
    ["signed by itself", selfSigned, ["mx-certificate-self-signed"]],
    ["missing", secured(address, {}, { chain: [] }), ["mx-certificate-missing"]],
    [
      "expired, untrusted and for another host: all is said",
      secured(address, { ...expired, dnsNames: [] }, { chainError: "SELF_SIGNED_CERT_IN_CHAIN" }),
      ["mx-certificate-expired", "mx-certificate-not-trusted", "mx-certificate-name"],
    ],
  ];

  test.each(rows)("%s", (_what, look, codes) => {
    expect(seen(probed(looks(look)))).toEqual(["error", ...codes.map((code) => `error ${code} ${first}`)]);
    const bare = { ...probed(looks(look)), ...world.nothingPublished, tlsRptTxt: world.evidence().tlsRptTxt };
    expect(seen(bare).filter((one) => one.includes("mx-certificate"))).toEqual(
      codes.map((code) => `warning ${code} ${first}`),
    );
  });

  test("a wildcard for the host's own label will do", () => {
    expect(seen(probed(looks(secured(address, { dnsNames: ["*.EXAMPLE.com"] }))))).toEqual(["ok"]);
  });

  test("the expired one is named, be it the issuer's", () => {
    const [leaf, issuer] = [secured(address).tls?.chain[0], secured(address).tls?.chain[1]];
    const chain = [leaf, { ...issuer, ...expired }].flatMap((one) => one ?? []) as never;
    const look = secured(address, {}, { chain, chainError: "CERT_HAS_EXPIRED" });
    expect(judge(probed(looks(look))).findings[0]?.data).toMatchObject({
      certificate: "CN=Example CA",
      notAfter: "2026-06-15",
    });
  });

  test.each<[string, string, string, string[]]>([
    ["31 days of a year left", "2025-07-16", "2026-07-16", []],
    ["29 days left", "2025-07-14", "2026-07-14", ["info 28"]],
    ["13 days left", "2025-06-28", "2026-06-28", ["warning 12"]],
    ["a day of six left", "2026-06-10", "2026-06-16", ["warning 0"]],
    ["three days of six left: renewed by the day", "2026-06-12", "2026-06-18", []],
  ])("with %s", (_life, from, to, told) => {
    const leaf = { notBefore: `${from}T00:00:00.000Z`, notAfter: `${to}T00:00:00.000Z` };
    const { findings } = judge(probed(looks(secured(address, leaf))));
    expect(findings.map(({ code }) => code)).toEqual(told.map(() => "mx-certificate-expiring"));
    expect(findings.map(({ severity, data }) => `${severity} ${data.days}`)).toEqual(told);
  });

  test("when addresses of one host differ, the finding names the one at fault", () => {
    const differing = looks(secured(address), secured(otherAddress, expired));
    const { findings } = judge(probed(differing));
    expect(findings.map(({ code, data }) => [code, data.address])).toEqual([
      ["mx-certificate-expired", otherAddress],
    ]);
  });

  test("what old TLS presents is judged as well", () => {
    const old = failedLook("tls-too-old", address, { tls: secured(address, expired).tls });
    expect(seen(probed(looks(old)))).toEqual([
      "error",
      `error mx-tls-too-old ${first}`,
      `error mx-certificate-expired ${first}`,
    ]);
  });
});

test("no text of the world makes it throw, or finds an error in a host that nobody saw", () => {
  const text = fc.string({ maxLength: 40 });
  const look = fc
    .record({ subject: text, issuer: text, dnsNames: fc.array(text), notBefore: text, notAfter: text })
    .map((leaf) => secured(address, leaf));
  const unseenLook = fc
    .record({ banner: text, reply: text, detail: text })
    .map((said) => failedLook("smtp-timeout", address, said));
  fc.assert(
    fc.property(look, unseenLook, (one, other) => {
      expect(judge(probed(looks(one))).parts.mx).toBe("error");
      expect(judge(probed(looks(other))).parts.mx).toBe("ok");
    }),
  );
});

function onlyLeaf(look: MxAddressLook): MxAddressLook {
  return { ...look, tls: look.tls && { ...look.tls, chain: look.tls.chain.slice(0, 1) } };
}
