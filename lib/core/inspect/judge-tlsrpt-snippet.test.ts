import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeTlsRptSnippet } from "./judge-tlsrpt-snippet.ts";

/** Each finding as its code and the characters that it points at. */
function judge(pasted: string) {
  const { outcome, findings } = judgeTlsRptSnippet(pasted);
  return [outcome, ...findings.map(({ code, span }) => [code, span && pasted.slice(span.start, span.end)])];
}

describe("a record pasted with a mistake says where and what", () => {
  test.each<[string, string, unknown[]]>([
    ["none", "v=TLSRPTv1; rua=mailto:tls@example.com", ["used"]],
    [
      "a version misspelt",
      '_smtp._tls TXT "v=TSLRPTv1; rua=mailto:tls@example.com"',
      ["ignored", ["tlsrpt-version-misspelt", "v=TSLRPTv1"]],
    ],
    [
      "mailto: left out, behind a second string",
      '_smtp._tls TXT "v=TLSRPTv1; " "rua=tls@example.com"',
      ["ignored", ["tlsrpt-destination-scheme-missing", "tls@example.com"]],
    ],
    [
      "a host name nearly right",
      '_smtp-tls.example.com. TXT "v=TLSRPTv1; rua=mailto:tls@example.com"',
      ["ignored", ["tlsrpt-name-misspelt", "_smtp-tls.example.com."]],
    ],
    [
      "the host name of MTA-STS",
      '_mta-sts TXT "v=TLSRPTv1; rua=mailto:tls@example.com"',
      ["ignored", ["tlsrpt-name-of-other", "_mta-sts"]],
    ],
    [
      "a name that could be an alias's target",
      'reports.example.net. TXT "v=TLSRPTv1; rua=mailto:tls@example.com"',
      ["doubtful", ["tlsrpt-name-elsewhere", "reports.example.net."]],
    ],
    [
      "no final dot in a zone file",
      '_smtp._tls.example.com IN TXT "v=TLSRPTv1; rua=mailto:tls@example.com"',
      ["doubtful", ["tlsrpt-name-no-final-dot", "_smtp._tls.example.com"]],
    ],
    [
      "no quotes in a zone file",
      "_smtp._tls IN TXT v=TLSRPTv1; rua=mailto:tls@example.com",
      ["doubtful", ["txt-unquoted", "; rua=mailto:tls@example.com"]],
    ],
    [
      "a destination that no sender can use",
      "v=TLSRPTv1; rua=http://tls.example.com/",
      [
        "undeliverable",
        ["tlsrpt-no-usable-destination", "http://tls.example.com/"],
        ["tlsrpt-destination-http", "http"],
      ],
    ],
    [
      "two records at one name",
      '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@example.com"\n  TXT "v=TLSRPTv1; rua=mailto:b@example.com"',
      ["ignored", ["tlsrpt-records-several", "v=TLSRPTv1; rua=mailto:b@example.com"]],
    ],
    ["nothing at all", " \n", ["empty"]],
  ])("%s", (_what, pasted, expected) => {
    const judged = judge(pasted);
    expect([judged[0], ...judged.slice(1).toSorted()]).toEqual([
      expected[0],
      ...expected.slice(1).toSorted(),
    ]);
  });
});

test("of a zone, only what was meant as TLS-RPT is judged", () => {
  const zone = `@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"
_mta-sts TXT "v=STSv1; id=1"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@example.com"`;
  const { records, passedOver, outcome } = judgeTlsRptSnippet(zone);
  expect(records.map(({ owner, value }) => [owner, value?.rua])).toEqual([
    ["_smtp._tls", ["mailto:tls@example.com"]],
  ]);
  expect([passedOver, outcome]).toEqual([3, "used"]);
});

test("a text alone is judged whatever it says", () => {
  expect(judge("v=spf1 -all")).toEqual(["ignored", ["tlsrpt-other-record", "v=spf1"]]);
});

test("records at different names do not void each other", () => {
  const zone =
    '_smtp._tls.a.example. TXT "v=TLSRPTv1; rua=mailto:a@a.example"\n_smtp._tls.b.example. TXT "v=TLSRPTv1; rua=mailto:b@b.example"';
  expect(judge(zone)).toEqual(["used"]);
});

test("it never throws, and every span lies within the text", () => {
  const parts = [
    "v=",
    "TLSRPTv1",
    ";",
    "rua=",
    "mailto:",
    "a@b.example",
    ",",
    '"',
    "\n",
    " ",
    "(",
    ")",
    "\\",
    "TXT",
    "_smtp._tls",
    "ü",
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts)).map((all) => all.join("")),
      (pasted) => {
        for (const { span } of judgeTlsRptSnippet(pasted).findings) {
          if (span === null) continue;
          expect(span.start >= 0 && span.start <= span.end && span.end <= pasted.length).toBe(true);
        }
      },
    ),
  );
});
