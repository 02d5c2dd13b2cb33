import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { DnsAnswer, DnsFault, ZoneAnswer, ZoneView } from "#lib/core/evidence.ts";
import { judgeZoneView } from "#lib/core/inspect/judge-zone-view.ts";
import { nxdomain, timedOut, txt } from "#lib/core/posture/testing/healthy-evidence.ts";
import en from "./en/findings-zone-view.json" with { type: "json" };
import fr from "./fr/findings-zone-view.json" with { type: "json" };

const zone = "example.com";
const name = "_mta-sts.example.com";
const now = txt("v=STSv1; id=2;");
const target = "_mta-sts.hosted.example";

function view(...answers: [DnsAnswer<string>, number?][]): ZoneView {
  const servers = answers.map(([answer, serial], index): ZoneAnswer => {
    const state = serial === undefined ? null : { serial, negativeTtlSeconds: 86_400 };
    return { server: `ns${index + 1}.example.com`, zone, address: "192.0.2.1", answer, state };
  });
  return { name, zone, answers: servers };
}

const faults: DnsFault[] = ["timeout", "servfail", "refused", "bogus", "malformed", "network"];

/** Together they give every finding that a view can have, in each of its wordings. */
const looks: [DnsAnswer<string>, ZoneView][] = [
  [now, { name, zone: null, answers: [] }],
  [now, view([timedOut])],
  ...faults.map((reason): [DnsAnswer<string>, ZoneView] => [
    { kind: "unreachable", reason, detail: "as told" },
    view([now]),
  ]),
  [nxdomain, view([now])],
  [nxdomain, view([now, 1])],
  [txt("old"), view([now])],
  [now, view([nxdomain])],
  [now, view([now, 2], [txt("old"), 1])],
  [now, view([now], [nxdomain])],
  [now, view([now], [txt("old")])],
  [now, { ...view([now]), alias: { target, zone } }],
  [now, view([now], [timedOut])],
];

const findings = looks.flatMap(([resolver, seen]) => judgeZoneView(resolver, seen).findings);

test("every finding that has words is given by a look", () => {
  const given = [...new Set(findings.map(({ code }) => code))];
  expect(given.toSorted()).toEqual(Object.keys(en.findings).toSorted());
});

describe.each([
  ["en", en],
  ["fr", fr],
] as const)("in %s", (locale, messages) => {
  const t = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });

  test.each(findings.map((one) => [one.code, one] as const))(
    "%s can be told from its data",
    (code, { data }) => {
      for (const part of ["title", "meaning", "remedy"]) {
        const text = t(`findings.${code}.${part}` as never, data as never);
        expect(text).not.toMatch(/[{}]|undefined|NaN| {2}/);
        expect(text).not.toBe("");
      }
    },
  );
});
