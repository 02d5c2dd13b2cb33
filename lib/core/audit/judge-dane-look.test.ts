import { describe, expect, test } from "vitest";
import type { TlsaRecord } from "../dane/record.ts";
import type { DnsAnswer, MxHostEvidence } from "../evidence.ts";
import { address, mxHost, secured } from "../joined/testing/mx-look.ts";
import type { DaneHostLook, DaneLook } from "./evidence.ts";
import { judgeDaneLook } from "./judge-dane-look.ts";
import { absent, brief, failed, found } from "./testing/answers.ts";
import { mailEvidence } from "./testing/mail-evidence.ts";

const secure = { secure: true };
const none: DnsAnswer<never> = { ...absent, authenticated: true } as DnsAnswer<never>;
const usable: TlsaRecord = { usage: 3, selector: 1, matchingType: 1, data: "11".repeat(32) };
const pkix: TlsaRecord = { ...usable, usage: 1 };

const host = (name: string, rest: Partial<DaneHostLook> = {}): DaneHostLook => ({
  host: name,
  addresses: found(["192.0.2.10"], secure),
  tlsaName: `_25._tcp.${name}`,
  tlsa: found([usable], secure),
  ...rest,
});

/** Shows the key that its usable TLSA record stands for, looked at when DNS said the same as now. */
const met = ({ host: name, addresses, tlsa }: DaneHostLook): MxHostEvidence =>
  mxHost({ host: name, addresses, tlsa, looks: [secured(address, { spkiSha256: usable.data })] });

const judge = (hosts: DaneHostLook[], rest: Partial<DaneLook> = {}, seen = hosts.map(met)) =>
  judgeDaneLook(
    {
      domain: "a.example",
      mx: found(
        hosts.map(({ host: exchange }) => ({ preference: 10, exchange })),
        secure,
      ),
      hosts,
      resolverValidates: true,
      ...rest,
    },
    mailEvidence({ hosts: seen }),
  );

describe("one host", () => {
  const insecure = found(["192.0.2.10"]);
  test.each<[string, Partial<DaneHostLook>, string, string[]]>([
    ["all secure", {}, "ok", []],
    ["no TLSA", { tlsa: none }, "absent", ["info dane-missing"]],
    [
      "no TLSA, and an unsigned host",
      { tlsa: absent, addresses: insecure },
      "absent",
      ["info dane-missing-not-signed"],
    ],
    ["TLSA for an unsigned host", { addresses: insecure }, "error", ["error tlsa-not-signed"]],
    ["TLSA that is not signed", { tlsa: found([usable]) }, "error", ["error tlsa-not-signed"]],
    [
      "only usage 1",
      { tlsa: found([pkix], secure) },
      "error",
      ["error tlsa-none-usable", "warning tlsa-usage-pkix"],
    ],
    ["usage 1 beside 3", { tlsa: found([pkix, usable], secure) }, "warning", ["warning tlsa-usage-pkix"]],
    ["TLSA whose signature fails: senders wait", { tlsa: failed("bogus") }, "error", ["error dnssec-bogus"]],
    ["TLSA that is not answered", { tlsa: failed("servfail") }, "unknown", ["unknown audit-lookup-failed"]],
    ["addresses whose signature fails", { addresses: failed("bogus") }, "error", ["error dnssec-bogus"]],
    ["addresses that are not answered", { addresses: failed() }, "unknown", ["unknown audit-lookup-failed"]],
    [
      "an unsigned host, TLSA not answered: nobody asks",
      { addresses: insecure, tlsa: failed() },
      "absent",
      ["info dane-missing-not-signed"],
    ],
  ])("%s", (_why, rest, state, findings) => {
    expect(brief(judge([host("mx.a.example", rest)]))).toEqual({ state, findings });
  });
});

describe("TLSA held against the certificate", () => {
  const look = host("mx.a.example");

  test("another key: DANE senders do not deliver", () => {
    const section = judge([look], {}, [{ ...met(look), looks: [secured()] }]);
    expect(brief(section)).toEqual({ state: "error", findings: ["error tlsa-no-match"] });
  });

  test.each<[string, MxHostEvidence[]]>([
    ["nobody looked", []],
    ["no certificate came", [{ ...met(look), looks: [] }]],
  ])("%s: the records stand, and that they were not compared is said", (_why, seen) => {
    expect(brief(judge([look], {}, seen))).toEqual({
      state: "unknown",
      findings: ["unknown dane-certificate-not-seen"],
    });
  });

  test("a certificate is held against the records of its own time", () => {
    const renewed = host("mx.a.example", { tlsa: found([{ ...usable, data: "22".repeat(32) }], secure) });
    expect(brief(judge([renewed], {}, [met(look)]))).toEqual({ state: "ok", findings: [] });
  });

  test("a look before there were records says nothing about them", () => {
    expect(brief(judge([look], {}, [{ ...met(look), tlsa: none }]))).toEqual({
      state: "unknown",
      findings: ["unknown dane-certificate-not-seen"],
    });
  });
});

describe("the set", () => {
  const pair = [host("mx1.a.example"), host("mx2.a.example", { tlsa: none })];

  test("a host without TLSA is a way around the one that has it", () => {
    const section = judge(pair);
    expect(brief(section)).toEqual({ state: "warning", findings: ["warning dane-host-without-tlsa"] });
    expect(section.findings[0]?.subject).toBe("mx2.a.example");
  });

  test("MX records that are not signed can name another host", () => {
    const section = judge([host("mx1.a.example")], {
      mx: found([{ preference: 10, exchange: "mx1.a.example" }]),
    });
    expect(brief(section)).toEqual({ state: "warning", findings: ["warning dane-mx-not-signed"] });
  });

  test.each<[string, Partial<DaneLook>, string, string[]]>([
    ["MX not answered", { mx: failed() }, "unknown", ["unknown audit-lookup-failed"]],
    ["MX whose signature fails", { mx: failed("bogus") }, "error", ["error dnssec-bogus"]],
    [
      "the null MX",
      { mx: found([{ preference: 0, exchange: "" }], secure) },
      "absent",
      ["info dane-no-mail-host"],
    ],
  ])("%s", (_why, rest, state, findings) => {
    expect(brief(judge([], rest))).toEqual({ state, findings });
  });
});

describe("a resolver that does not validate", () => {
  const blind = { resolverValidates: false };

  test("cannot tell whether TLSA is signed, but what it says is judged", () => {
    const section = judge([host("mx.a.example", { tlsa: found([pkix]) })], blind);
    expect(brief(section)).toEqual({
      state: "error",
      findings: ["unknown dnssec-not-validated", "error tlsa-none-usable", "warning tlsa-usage-pkix"],
    });
  });

  test("does not make good records good", () => {
    expect(brief(judge([host("mx.a.example")], blind))).toEqual({
      state: "unknown",
      findings: ["unknown dnssec-not-validated"],
    });
  });

  test("can tell that there is no TLSA", () => {
    expect(brief(judge([host("mx.a.example", { tlsa: absent })], blind))).toEqual({
      state: "absent",
      findings: ["info dane-missing"],
    });
  });
});
