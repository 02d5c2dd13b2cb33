import { describe, expect, test } from "vitest";
import type { TlsaRecord } from "../dane/record.ts";
import type { DomainEvidence, MxHostEvidence } from "../evidence.ts";
import {
  address,
  certificate,
  failedLook,
  found,
  otherAddress,
  secured,
  unreachable,
} from "../joined/testing/mx-look.ts";
import * as world from "./testing/healthy-evidence.ts";
import { first, probed, second, signed } from "./testing/mx-evidence.ts";

const { brief, judge } = world;
const { spkiSha256 } = certificate();
const pin: TlsaRecord = { usage: 3, selector: 1, matchingType: 1, data: spkiSha256 };
const otherPin = { ...pin, data: "ab".repeat(32) };
const signedAbsence: MxHostEvidence["tlsa"] = {
  kind: "absent",
  reason: "nodata",
  authenticated: true,
  cnames: [],
};
const signedMx: Partial<DomainEvidence> = {
  mx: { ...world.mx(first, second), authenticated: true } as DomainEvidence["mx"],
};

/** The first host in a signed zone, with these TLSA records, the MX records signed too. */
function dane(records: TlsaRecord[], changes: Partial<MxHostEvidence> = {}): Partial<DomainEvidence> {
  return { ...signedMx, ...probed({ addresses: signed([address]), tlsa: signed(records), ...changes }) };
}

function seen(changes: Partial<DomainEvidence>): string[] {
  const { parts, findings } = judge(changes);
  return [parts.mx, ...findings.map(brief)];
}

describe("secure TLSA records are held against each address (RFC 7672 §3)", () => {
  test("the key that they stand for", () => {
    expect(seen(dane([pin]))).toEqual(["ok"]);
  });

  test("another key: DANE senders hold the mail, whatever the policy says", () => {
    const mismatch = dane([otherPin]);
    expect(seen(mismatch)).toEqual(["error", `error tlsa-no-match ${first}`]);
    const unprotected = { ...mismatch, ...world.nothingPublished, tlsRptTxt: world.evidence().tlsRptTxt };
    expect(seen(unprotected)).toContain(`error tlsa-no-match ${first}`);
  });

  test("one address of two has another key: the finding names it", () => {
    const rolled = secured(otherAddress, { spkiSha256: "cd".repeat(32) });
    const { findings } = judge(dane([pin], { looks: [secured(), rolled] }));
    expect(findings).toMatchObject([
      { code: "tlsa-no-match", subject: first, data: { address: otherAddress } },
    ]);
  });

  test.each([
    ["the MX host", [first], []],
    ["the mail domain, since the MX records are signed", ["example.com"], ["error mx-certificate-name"]],
    ["neither", ["www.example.com"], ["error mx-certificate-name", "error tlsa-anchor-name"]],
  ])("usage 2: the certificate names %s", (_who, dnsNames, expected) => {
    const anchor = { usage: 2, selector: 1, matchingType: 1, data: "99".repeat(32) };
    const chain = [certificate({ dnsNames }), certificate({ subject: "CN=CA", spkiSha256: anchor.data })];
    const look = secured(address, {}, { chain });
    const told = seen(dane([anchor], { looks: [look] })).slice(1);
    expect(told.filter((one) => !one.startsWith("info"))).toEqual(expected.map((one) => `${one} ${first}`));
  });

  test("usage 2 behind unsigned MX records: the MX host's name alone counts (RFC 7672 §3.2.2)", () => {
    const anchor = { usage: 2, selector: 1, matchingType: 1, data: "99".repeat(32) };
    const chain = [
      certificate({ dnsNames: ["example.com"] }),
      certificate({ subject: "CN=CA", spkiSha256: anchor.data }),
    ];
    const looks = [secured(address, {}, { chain })];
    const { mx: _signed, ...unsigned } = dane([anchor], { looks });
    expect(seen(unsigned)).toContain(`error tlsa-anchor-name ${first}`);
  });

  test("a certificate that only DANE senders take is no fault of DANE", () => {
    const look = secured(address, { dnsNames: [] }, { chainError: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(seen(dane([pin], { looks: [look] })).filter((one) => one.includes("tlsa"))).toEqual([]);
  });

  test("records that nobody can use are said, and ask for TLS all the same", () => {
    const pkix = { ...pin, usage: 1 };
    const bare = {
      ...dane([pkix], { looks: [failedLook("starttls-not-offered")] }),
      ...world.nothingPublished,
    };
    expect(seen(bare)).toEqual(
      expect.arrayContaining([
        `error mx-starttls-not-offered ${first}`,
        `error tlsa-none-usable ${first}`,
        `warning tlsa-usage-pkix ${first}`,
      ]),
    );
  });

  test("no STARTTLS where TLSA promises it is an error without any policy", () => {
    const bare = {
      ...dane([pin], { looks: [failedLook("starttls-not-offered")] }),
      ...world.nothingPublished,
    };
    expect(judge(bare).findings.find(({ code }) => code === "mx-starttls-not-offered")).toMatchObject({
      severity: "error",
      data: { mode: "none", dane: "yes" },
    });
  });

  test("old TLS is for the policy to judge: DANE asks for TLS 1.0", () => {
    const bare = { ...dane([pin], { looks: [failedLook("tls-too-old")] }), ...world.nothingPublished };
    expect(seen(bare)).toContain(`warning mx-tls-too-old ${first}`);
  });

  test("an anchor in full that the server does not present cannot be proven here, which is our limit", () => {
    const anchor = { usage: 2, selector: 0, matchingType: 0, data: "3003020101" };
    const told = seen(dane([anchor]));
    expect(told).toContain(`unknown tlsa-anchor-unproven ${first}`);
    expect(told[0]).toBe("ok");
  });
});

describe("what makes TLSA count", () => {
  test.each<[string, Partial<DomainEvidence>, string[]]>([
    ["none published", { ...signedMx, ...probed({ addresses: signed([address]) }) }, ["ok"]],
    [
      "unsigned MX records: said, and the records still bind the common senders",
      probed({ addresses: signed([address]), tlsa: signed([otherPin]) }),
      ["error", "info dane-mx-not-signed example.com", `error tlsa-no-match ${first}`],
    ],
    [
      "unsigned addresses: senders do not ask (RFC 7672 §2.2.2)",
      { ...signedMx, ...probed({ tlsa: signed([otherPin]) }) },
      ["warning", `warning tlsa-not-signed ${first}`],
    ],
    ["unsigned TLSA", dane([], { tlsa: found([otherPin]) }), ["warning", `warning tlsa-not-signed ${first}`]],
    [
      "no answer of this check is signed: nobody can tell whether we would notice",
      probed({ tlsa: found([otherPin]) }),
      ["ok", "unknown tlsa-security-unknown example.com"],
    ],
    [
      "the look-up fails in a signed zone",
      dane([], { tlsa: unreachable("timeout") }),
      ["unknown", `unknown dns-lookup-failed ${first}`],
    ],
    [
      "the signature does not hold",
      dane([], { tlsa: unreachable("bogus") }),
      ["error", `error dnssec-bogus ${first}`],
    ],
    [
      "the look-up fails in an unsigned zone, where nobody asks",
      { ...signedMx, ...probed({ tlsa: unreachable("servfail") }) },
      ["ok"],
    ],
    ["an absence that is signed", dane([], { tlsa: signedAbsence }), ["ok"]],
  ])("%s", (_what, changes, expected) => {
    expect(seen(changes)).toEqual(expected);
  });
});
