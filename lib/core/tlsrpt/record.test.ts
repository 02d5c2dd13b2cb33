import { describe, expect, test } from "vitest";
import type { Finding } from "../finding.ts";
import { formatTlsRptRecord, parseTlsRptRecord, selectTlsRptRecord } from "./record.ts";

/** `code "the characters it points at"`, which is how a person sees a finding. */
const pointed = (text: string, findings: Finding[]) =>
  findings.map(({ code, span }) => `${code} "${span === null ? "" : text.slice(span.start, span.end)}"`);

const start = "v=TLSRPTv1; rua=";

describe("records a conforming sender uses", () => {
  test.each<[string, string[], [string, string][]]>([
    ["v=TLSRPTv1;rua=mailto:a@b.example", ["mailto:a@b.example"], []],
    ["v=TLSRPTv1; rua=mailto:a@b.example;", ["mailto:a@b.example"], []],
    ["v=TLSRPTv1;\t rua=mailto:a@b.example \t;\t", ["mailto:a@b.example"], []],
    [`${start}mailto:a@b.example , https://r.example/x`, ["mailto:a@b.example", "https://r.example/x"], []],
    [`${start}mailto:a%2Cb%21%3B@b.example`, ["mailto:a%2Cb%21%3B@b.example"], []],
    [`${start}https://r.example/?a=1&b=2#c`, ["https://r.example/?a=1&b=2#c"], []],
    [`${start}https://[2001:db8::1]:8443/x`, ["https://[2001:db8::1]:8443/x"], []],
    ["v=TLSRPTv1; x_1.y-z=a:b/c; rua=mailto:a@b.example", ["mailto:a@b.example"], [["x_1.y-z", "a:b/c"]]],
    [`${start}mailto:a@b.example; rua=mailto:c@d.example`, ["mailto:a@b.example", "mailto:c@d.example"], []],
    [`${start}mailto:a@b.example; rua=bogus`, ["mailto:a@b.example"], [["rua", "bogus"]]],
    [
      `v=TLSRPTv1; ${"n".repeat(32)}=v; rua=mailto:a@b.example`,
      ["mailto:a@b.example"],
      [["n".repeat(32), "v"]],
    ],
  ])("%s", (text, rua, extensions) => {
    const value = { rua, extensions: extensions.map(([name, value]) => ({ name, value })) };
    expect(parseTlsRptRecord(text)).toMatchObject({ ok: true, value });
  });

  test("a plain record has nothing to remark on", () => {
    expect(parseTlsRptRecord("v=TLSRPTv1; rua=mailto:tls@receiver.example").findings).toEqual([]);
  });
});

describe("records a conforming sender ignores, and the characters at fault", () => {
  test.each<[string, string[]]>([
    ["", ['tlsrpt-record-empty ""']],
    [" \t", ['tlsrpt-record-empty " \t"']],
    ["v=TLSRPTv1", ['tlsrpt-version-undelimited ""']],
    ["v=TLSRPTv1;", ['tlsrpt-rua-missing ""']],
    ["v=TLSRPTv1 rua=mailto:a@b.example", ['tlsrpt-version-undelimited " "']],
    ["v=TLSRPTv1, rua=mailto:a@b.example", ['tlsrpt-version-undelimited ","']],
    ["v=TSLRPTv1; rua=mailto:a@b.example", ['tlsrpt-version-misspelt "v=TSLRPTv1"']],
    ["v=TLSRPT1; rua=mailto:a@b.example", ['tlsrpt-version-misspelt "v=TLSRPT1"']],
    ["v=TLSRPTv2; rua=mailto:a@b.example", ['tlsrpt-version-misspelt "v=TLSRPTv2"']],
    ["v = TLSRPTv1; rua=mailto:a@b.example", ['tlsrpt-version-misspelt "v = TLSRPTv1"']],
    ["V=TLSRPTV1; rua=mailto:a@b.example", ['tlsrpt-version-case "V=TLSRPTV1"']],
    [" v=TLSRPTv1; rua=mailto:a@b.example", ['tlsrpt-leading-blank " "']],
    [
      " v=TSLRPTv1; rua=mailto:a@b.example",
      ['tlsrpt-leading-blank " "', 'tlsrpt-version-misspelt "v=TSLRPTv1"'],
    ],
    ['"v=TLSRPTv1; rua=mailto:a@b.example"', ['tlsrpt-quotes """']],
    ["“v=TLSRPTv1; rua=mailto:a@b.example”", ['tlsrpt-quotes "“"']],
    ["v=STSv1; id=1", ['tlsrpt-other-record "v=STSv1"']],
    ["v=spf1 -all", ['tlsrpt-other-record "v=spf1"']],
    ["rua=mailto:a@b.example", ['tlsrpt-version-missing "rua=mailto:a@b.example"']],
    ["google-site-verification=x", ['tlsrpt-version-missing "google-site-verification=x"']],
    ["v=TLSRPTv1; RUA=mailto:a@b.example", ['tlsrpt-rua-case "RUA"']],
    ["v=TLSRPTv1; ruf=mailto:a@b.example", ['tlsrpt-rua-misnamed "ruf"']],
    ["v=TLSRPTv1; rua =mailto:a@b.example", ['tlsrpt-field-name "rua "']],
    ["v=TLSRPTv1; rua:mailto:a@b.example", ['tlsrpt-field-malformed "rua:mailto:a@b.example"']],
    [`${start}`, ['tlsrpt-destination-empty ""']],
    [`${start}a@b.example`, ['tlsrpt-destination-scheme-missing "a@b.example"']],
    [`${start}r.example/tls`, ['tlsrpt-destination-scheme-missing "r.example/tls"']],
    [`${start}mailto:a@b.example,c@d.example`, ['tlsrpt-destination-scheme-missing "c@d.example"']],
    [`${start}mailto:a@b.example,,mailto:c@d.example`, ['tlsrpt-destination-empty ""']],
    [`${start}mailto:a@b.example,`, ['tlsrpt-destination-empty ""']],
    [`${start}mailto:a@b.example mailto:c@d.example`, ['tlsrpt-destination-blank " "']],
    [
      `${start}mailto:a@b.example;mailto:c@d.example`,
      ['tlsrpt-destination-after-semicolon "mailto:c@d.example"'],
    ],
    [`${start}mailto:a@b.example!10m`, ['tlsrpt-destination-unencoded "!"']],
    [`${start}"mailto:a@b.example"`, ['tlsrpt-destination-quotes """']],
    [`${start}mailto:<a@b.example>`, ['tlsrpt-destination-character "<"']],
    [`${start}mailto:ä@b.example`, ['tlsrpt-destination-character "ä"']],
    [`${start}mailto:a@b.example\u200b`, ['tlsrpt-destination-character "\u200b"']],
    [`${start}https://r.example/100%`, ['tlsrpt-destination-percent "%"']],
    [`${start}https://r.example/#a#b`, ['tlsrpt-destination-character "#"']],
    [`${start}https://r.example/[a]`, ['tlsrpt-destination-character "["']],
    [`${start}mailto=a@b.example`, ['tlsrpt-destination-scheme-missing "mailto=a@b.example"']],
    [`${start}reports`, ['tlsrpt-destination-not-uri "reports"']],
    [`${start}mailto:a@b.example `, ['tlsrpt-trailing-blank " "']],
    [`${start}mailto:a@b.example;;`, ['tlsrpt-field-empty ";;"']],
    [`${start}mailto:a@b.example; ;x=y`, ['tlsrpt-field-empty "; ;"']],
    [`${start}mailto:a@b.example; test`, ['tlsrpt-field-malformed "test"']],
    [`${start}mailto:a@b.example; -x=1`, ['tlsrpt-field-name "-x"']],
    [`${start}mailto:a@b.example; ${"n".repeat(33)}=v`, [`tlsrpt-field-name "${"n".repeat(33)}"`]],
    [`${start}mailto:a@b.example; x=`, ['tlsrpt-field-value-empty "x="']],
    [`${start}mailto:a@b.example; x=a b`, ['tlsrpt-field-value " "']],
    [`${start}mailto:a@b.example; x=a=b`, ['tlsrpt-field-value "="']],
    [`${start}mailto:a@b.example; x=“y”`, ['tlsrpt-quotes "“"']],
    [`${start}mailto:a@b.example\n`, ['tlsrpt-destination-blank "\n"']],
  ])("%j", (text, expected) => {
    const parsed = parseTlsRptRecord(text);
    expect(parsed.ok).toBe(false);
    const errors = parsed.findings.filter(({ severity }) => severity === "error");
    expect(pointed(text, errors)).toEqual(expected);
  });

  test("a remedy is at hand where it is plain", () => {
    expect(parseTlsRptRecord(`${start}a!b@c.example`).findings[0]?.data.suggestion).toBe(
      "mailto:a%21b@c.example",
    );
    expect(parseTlsRptRecord(`${start}mailto=a@b.example`).findings[0]?.data.suggestion).toBe(
      "mailto:a@b.example",
    );
    expect(parseTlsRptRecord(`${start}//r.example/x`).findings[0]?.data.suggestion).toBe(
      "https://r.example/x",
    );
  });
});

test.each<[string, string]>([
  ["too long to be one", `${start}mailto:a@b.example; x=${"y".repeat(65_536)}`],
  ["commas only", `${start}${",".repeat(60_000)}`],
  ["broken fields only", `${start}mailto:a@b.example${"; x y".repeat(10_000)}`],
])("a hostile record does not drown its reader in findings: %s", (_, text) => {
  const { ok, findings } = parseTlsRptRecord(text);
  expect(ok).toBe(false);
  expect(findings.length).toBeLessThan(60);
});

describe("valid, but", () => {
  test.each<[string, string[]]>([
    ["v=TLSRPTv1 ; rua=mailto:a@b.example", ['tlsrpt-version-blank " "']],
    [`${start}mailto:a@b.example,https://r.example/`, ['tlsrpt-several-destinations "mailto:a@b.example"']],
    [
      `${start}mailto:a@b.example,mailto:a@b.example`,
      [
        'tlsrpt-several-destinations "mailto:a@b.example"',
        'tlsrpt-destination-repeated "mailto:a@b.example"',
      ],
    ],
    [
      `${start}mailto:a@b.example; rua=mailto:a@c.example`,
      ['tlsrpt-rua-repeated "rua=mailto:a@c.example"', 'tlsrpt-several-destinations "mailto:a@b.example"'],
    ],
    [`${start}mailto:a@b.example; p=none`, ['tlsrpt-dmarc-tag "p=none"']],
    [`${start}mailto:a@b.example; x=1`, ['tlsrpt-extension-unknown "x=1"']],
    [`${start}MAILTO:a@b.example`, ['tlsrpt-destination-scheme-case "MAILTO"']],
    [`${start}mailto:a@b.example?subject=x`, ['tlsrpt-destination-mailto-extras "?subject=x"']],
    [`${start}mailto:a@localhost`, ['tlsrpt-destination-single-label "a@localhost"']],
    [`${start}https://receiver/`, ['tlsrpt-destination-single-label "receiver"']],
    [`${start}https://192.0.2.1/`, ['tlsrpt-destination-https-address "192.0.2.1"']],
    [`${start}https://u:p@r.example/`, ['tlsrpt-destination-https-credentials "u:p@r.example"']],
    [`${start}https://r.example:8443/`, ['tlsrpt-destination-https-port "r.example:8443"']],
    [
      `${start}http://r.example/`,
      ['tlsrpt-destination-http "http"', 'tlsrpt-no-usable-destination "http://r.example/"'],
    ],
    [
      `${start}htps://r.example/`,
      ['tlsrpt-destination-scheme-unsupported "htps"', 'tlsrpt-no-usable-destination "htps://r.example/"'],
    ],
    [`${start}mailto:`, ['tlsrpt-destination-mailto-address ""', 'tlsrpt-no-usable-destination "mailto:"']],
    [
      `${start}mailto:a.@b.example`,
      [
        'tlsrpt-destination-mailto-address "a.@b.example"',
        'tlsrpt-no-usable-destination "mailto:a.@b.example"',
      ],
    ],
    [`${start}https://`, ['tlsrpt-destination-https-host ""', 'tlsrpt-no-usable-destination "https://"']],
    [
      `${start}https://r.example:99999/`,
      [
        'tlsrpt-destination-https-host "r.example:99999"',
        'tlsrpt-no-usable-destination "https://r.example:99999/"',
      ],
    ],
    [
      `${start}ftp://r.example,mailto:a@b.example`,
      ['tlsrpt-destination-scheme-unsupported "ftp"', 'tlsrpt-several-destinations "ftp://r.example"'],
    ],
  ])("%s", (text, expected) => {
    const parsed = parseTlsRptRecord(text);
    expect(parsed.ok).toBe(true);
    expect(pointed(text, parsed.findings)).toEqual(expected);
  });

  test("longer than one character-string", () => {
    const text = `${start}mailto:a@b.example; x=${"y".repeat(240)}`;
    const parsed = parseTlsRptRecord(text);
    expect(parsed.ok).toBe(true);
    expect(parsed.findings.map(({ code }) => code)).toContain("tlsrpt-record-long");
  });
});

describe("a whole RRset", () => {
  const good = "v=TLSRPTv1; rua=mailto:a@b.example";
  test.each<[string, string[], { ok: boolean; chosen: number | null; codes: string[] }]>([
    ["one record", [good], { ok: true, chosen: 0, codes: [] }],
    ["beside another's", ["v=spf1 -all", good], { ok: true, chosen: 1, codes: ["tlsrpt-record-dropped"] }],
    [
      "no version delimiter: not one of them",
      ["v=TLSRPTv1", good],
      { ok: true, chosen: 1, codes: ["tlsrpt-record-dropped"] },
    ],
    ["the same twice", [good, good], { ok: false, chosen: null, codes: ["tlsrpt-records-several"] }],
    [
      "a broken second one voids the first",
      [good, "v=TLSRPTv1;"],
      { ok: false, chosen: null, codes: ["tlsrpt-records-several"] },
    ],
    ["none at all", [], { ok: false, chosen: null, codes: ["tlsrpt-records-none"] }],
    [
      "only a misspelt one",
      ["v=TLSRPT1; rua=mailto:a@b.example"],
      { ok: false, chosen: null, codes: ["tlsrpt-records-none", "tlsrpt-version-misspelt"] },
    ],
    [
      "one with a fault",
      ["v=TLSRPTv1; rua=a@b.example"],
      { ok: false, chosen: 0, codes: ["tlsrpt-destination-scheme-missing"] },
    ],
  ])("%s", (_, texts, { ok, chosen, codes }) => {
    const selected = selectTlsRptRecord(texts);
    expect(selected).toMatchObject({ ok, chosen });
    expect(selected.findings.map(({ code }) => code)).toEqual(codes);
  });

  test("a finding about one of several texts names it by number", () => {
    const { findings } = selectTlsRptRecord(["x", "v=TLSRPT1; rua=mailto:a@b.example"]);
    expect(findings.find(({ code }) => code === "tlsrpt-version-misspelt")?.data.record).toBe(2);
  });
});

test("what is written encodes what rua may not hold", () => {
  const text = formatTlsRptRecord({
    rua: ["mailto:a,b!c@d.example"],
    extensions: [{ name: "x", value: "y" }],
  });
  expect(text).toBe("v=TLSRPTv1; rua=mailto:a%2Cb%21c@d.example; x=y");
});
