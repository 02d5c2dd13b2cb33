import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import type { SightedFault } from "#lib/core/joined/sighting.ts";
import type { UntoldReason } from "#lib/core/joined/visible-fault.ts";
import type {
  DomainEvent,
  EventKind,
  FailingCheck,
  MtaStsFacts,
  PolicyFacts,
} from "#lib/core/timeline/event.ts";
import { eventValues } from "#lib/core/timeline/event-values.ts";
import enJoined from "./en/joined.json" with { type: "json" };
import enTimeline from "./en/timeline.json" with { type: "json" };
import frJoined from "./fr/joined.json" with { type: "json" };
import frTimeline from "./fr/timeline.json" with { type: "json" };

const rpt = { texts: ["v=TLSRPTv1; rua=mailto:a@b.example"] };
const sts: MtaStsFacts = { texts: ["v=STSv1; id=1;"], id: "1" };
const noId: MtaStsFacts = { texts: ["v=STSv1;"], id: null };
const testing: PolicyFacts = { mode: "testing", mx: ["mx.a.test"], maxAgeSeconds: 86_400, text: "…" };
const enforce: PolicyFacts = { ...testing, mode: "enforce" };
const invalid: PolicyFacts = { mode: null, mx: [], maxAgeSeconds: null, text: "…" };
const [spring, summer] = ["03", "06"].map((month) => ({
  fingerprint: month,
  notAfter: `2026-${month}-01T00:00:00.000Z`,
}));
const older = spring ?? { fingerprint: "", notAfter: "" };
const newer = summer ?? older;
const check: FailingCheck = { code: "mx-certificate-expired", part: "mx", clause: null, data: {} };

/** Every kind, and every turn that its sentence takes. */
const events: Record<EventKind, DomainEvent[]> = {
  "first-check": [0, 1, 2].map((failing) => ({
    kind: "first-check",
    subject: null,
    before: null,
    after: { stage: "testing", failing },
  })),
  "tlsrpt-published": [{ kind: "tlsrpt-published", subject: "name", before: null, after: rpt }],
  "tlsrpt-changed": [{ kind: "tlsrpt-changed", subject: "name", before: rpt, after: rpt }],
  "tlsrpt-removed": [{ kind: "tlsrpt-removed", subject: "name", before: rpt, after: null }],
  "mtasts-published": [sts, noId].map((after) => ({
    kind: "mtasts-published",
    subject: "name",
    before: null,
    after,
  })),
  "mtasts-id-changed": [
    { kind: "mtasts-id-changed", subject: "name", before: sts, after: { ...sts, id: "2" } },
  ],
  "mtasts-changed": [sts, noId].map((after) => ({
    kind: "mtasts-changed",
    subject: "name",
    before: sts,
    after,
  })),
  "mtasts-removed": [{ kind: "mtasts-removed", subject: "name", before: sts, after: null }],
  "policy-published": [testing, invalid].map((after) => ({
    kind: "policy-published",
    subject: "url",
    before: null,
    after,
  })),
  "policy-changed": [
    [testing, testing],
    [testing, enforce],
    [testing, invalid],
    [invalid, enforce],
    [invalid, invalid],
  ].map(([before = testing, after = testing]) => ({ kind: "policy-changed", subject: "url", before, after })),
  "policy-removed": [testing, invalid].map((before) => ({
    kind: "policy-removed",
    subject: "url",
    before,
    after: null,
  })),
  "mx-added": ["mx.a.test", "."].map((subject) => ({
    kind: "mx-added",
    subject,
    before: null,
    after: { preference: 10 },
  })),
  "mx-preference-changed": ["mx.a.test", "."].map((subject) => ({
    kind: "mx-preference-changed",
    subject,
    before: { preference: 10 },
    after: { preference: 20 },
  })),
  "mx-removed": ["mx.a.test", "."].map((subject) => ({
    kind: "mx-removed",
    subject,
    before: { preference: 10 },
    after: null,
  })),
  "policy-certificate-renewed": [
    { kind: "policy-certificate-renewed", subject: "host", before: older, after: newer },
  ],
  "policy-certificate-changed": [
    { kind: "policy-certificate-changed", subject: "host", before: newer, after: older },
  ],
  "mx-certificate-renewed": [
    { kind: "mx-certificate-renewed", subject: "host", before: older, after: newer },
  ],
  "mx-certificate-changed": [
    { kind: "mx-certificate-changed", subject: "host", before: newer, after: older },
  ],
  "stage-changed": (["unprotected", "testing", "enforce", "retiring"] as const).map((after) => ({
    kind: "stage-changed",
    subject: null,
    before: "testing",
    after,
  })),
  "ownership-proven": (["txt", "rua"] as const).map((by) => ({
    kind: "ownership-proven",
    subject: null,
    before: null,
    after: { by },
  })),
  "ownership-lost": [{ kind: "ownership-lost", subject: null, before: null, after: null }],
  "check-failing": [{ kind: "check-failing", subject: "host", before: null, after: check }],
  "check-recovered": [{ kind: "check-recovered", subject: "host", before: check, after: null }],
};

function translator(locale: "en" | "fr", messages: typeof enTimeline) {
  return createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });
}

describe.each([
  ["en", enTimeline],
  ["fr", frTimeline],
] as const)("the timeline in %s", (locale, messages) => {
  const t = translator(locale, messages);

  test.each(Object.entries(events))("%s can be told, each turn in words of its own", (kind, turns) => {
    const texts = turns.map((event) => {
      const values = eventValues(event, ({ code }) => `<${code}>`);
      return t(`timeline.events.${kind}.text` as never, values as never) as string;
    });
    for (const text of texts) expect(text).not.toMatch(/[{}]|undefined|NaN|\[object/);
    expect(new Set(texts).size).toBe(turns.length);
    expect(t(`timeline.events.${kind}.title` as never)).not.toBe("");
  });

  test("nothing is worded that does not happen", () => {
    expect(Object.keys(messages.timeline.events)).toEqual(Object.keys(events));
  });
});

test("a change of mode names both modes, a renewal both ends, and a failing check its problem", () => {
  const t = translator("en", enTimeline);
  const text = (event: DomainEvent | undefined) => {
    if (event === undefined) throw new Error("There is no such event.");
    const values = eventValues(event, ({ code }) => `<${code}>`);
    return t(`timeline.events.${event.kind}.text` as never, values as never);
  };
  expect(text(events["policy-changed"][1])).toMatch(/testing.*enforce/);
  expect(text(events["mx-certificate-renewed"][0])).toMatch(/2026-06-01.*2026-03-01/);
  expect(text(events["check-failing"][0])).toContain("<mx-certificate-expired>");
  expect(text(events["mx-added"][1])).not.toContain(" . ");
});

const faults: Record<SightedFault, true> = {
  "target-refused": true,
  "connect-refused": true,
  "connect-timeout": true,
  network: true,
  closed: true,
  "banner-timeout": true,
  "banner-refused": true,
  "smtp-malformed": true,
  "smtp-timeout": true,
  "ehlo-refused": true,
  "ehlo-not-understood": true,
  "starttls-not-offered": true,
  "starttls-refused": true,
  "tls-handshake": true,
  "tls-timeout": true,
  "tls-too-old": true,
  "certificate-expired": true,
  "certificate-not-yet-valid": true,
  "certificate-not-trusted": true,
  "certificate-incomplete": true,
  "certificate-self-signed": true,
  "certificate-name-mismatch": true,
  "certificate-missing": true,
  "tlsa-no-match": true,
  "tlsa-weaker-digest-only": true,
  "tlsa-name": true,
  "tlsa-expired": true,
  "tlsa-not-yet-valid": true,
  "tlsa-no-certificate": true,
  "tlsa-unusable": true,
  "tlsa-absent": true,
  "tlsa-not-signed": true,
  "mx-not-signed": true,
  "dnssec-bogus": true,
  "dns-failed": true,
  "dns-absent": true,
  "dns-unreachable": true,
  "no-address": true,
  "mx-not-covered": true,
  "http-malformed": true,
  redirect: true,
  status: true,
  timeout: true,
  "too-large": true,
  "policy-invalid": true,
  "policy-media-type": true,
};

const meanings: Record<UntoldReason | "still-visible" | "not-visible", true> = {
  "still-visible": true,
  "not-visible": true,
  "our-limit": true,
  partly: true,
  hidden: true,
  "not-checkable": true,
};

test.each([
  ["en", enJoined],
  ["fr", frJoined],
])("every fault that may be seen now is worded in %s, and what it comes to", (_, { joined }) => {
  expect(Object.keys(joined.fault).sort()).toEqual(Object.keys(faults).sort());
  expect(Object.keys(joined.meaning).sort()).toEqual(Object.keys(meanings).sort());
});
