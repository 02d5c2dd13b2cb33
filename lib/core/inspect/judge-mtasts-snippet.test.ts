import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeMtaStsSnippet } from "./judge-mtasts-snippet.ts";

/** Each finding as its code and the characters that it points at. */
function judge(pasted: string) {
  const { outcome, findings } = judgeMtaStsSnippet(pasted);
  return [outcome, ...findings.map(({ code, span }) => [code, span && pasted.slice(span.start, span.end)])];
}

describe("a record pasted with a mistake says where and what", () => {
  test.each<[string, string, unknown[]]>([
    ["none", "v=STSv1; id=20260131235959Z;", ["used"]],
    ["none, in a zone file", '_mta-sts IN TXT "v=STSv1; " "id=1;"', ["used"]],
    ["none, as dig prints it", '_mta-sts.example.com. 300 IN TXT "v=STSv1; id=1;"', ["used"]],
    [
      "a version misspelt",
      '_mta-sts TXT "v=STS1; id=1;"',
      ["ignored", ["mtasts-version-misspelt", "v=STS1"]],
    ],
    ["a dash in the id", "v=STSv1; id=2026-01-31;", ["ignored", ["mtasts-id-character", "-"]]],
    [
      "the policy host’s name",
      'mta-sts.example.com. IN TXT "v=STSv1; id=1;"',
      ["ignored", ["mtasts-name-misspelt", "mta-sts.example.com."]],
    ],
    [
      "no final dot in a zone file",
      '_mta-sts.example.com IN TXT "v=STSv1; id=1;"',
      ["doubtful", ["mtasts-name-no-final-dot", "_mta-sts.example.com"]],
    ],
    [
      "a name that could be an alias’s target",
      'sts.provider.example. TXT "v=STSv1; id=1;"',
      ["doubtful", ["mtasts-name-elsewhere", "sts.provider.example."]],
    ],
    [
      "two at one name",
      '_mta-sts TXT "v=STSv1; id=1;"\n_mta-sts TXT "v=STSv1; id=2;"',
      ["ignored", ["mtasts-records-several", "v=STSv1; id=2;"]],
    ],
    ["nothing", " \n", ["empty"]],
  ])("%s", (_mistake, pasted, expected) => {
    expect(judge(pasted)).toEqual(expected);
  });
});

test("other records of a zone are passed over", () => {
  const zone =
    '@ TXT "v=spf1 -all"\n_mta-sts TXT "v=STSv1; id=1;"\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.example"';
  expect(judgeMtaStsSnippet(zone)).toEqual({
    outcome: "used",
    value: { id: "1", extensions: [] },
    passedOver: 2,
    findings: [],
  });
});

test("any text is judged, and every span lies in it", () => {
  const piece = fc.constantFrom(
    "_mta-sts",
    "mta-sts",
    " TXT ",
    '"',
    "v=STSv1;",
    " id=",
    "1",
    ";",
    "\n",
    "(",
    ")",
    "\\",
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: piece })), (pasted) => {
      for (const { span } of judgeMtaStsSnippet(pasted).findings) {
        expect(span === null || (span.start <= span.end && span.end <= pasted.length)).toBe(true);
      }
    }),
  );
});
