import { describe, expect, test } from "vitest";
import type { Zone } from "#lib/net/testing/zone.ts";
import { audit, type World } from "./testing/audit-of.ts";

describe("DMARC, read by mailauth", () => {
  const at = (text: string, more: Zone = {}): World => ({ zone: { "_dmarc.a.test TXT": [text], ...more } });

  test.each<[string, World, object]>([
    [
      "reject",
      at("v=DMARC1; p=reject; rua=mailto:r@a.test"),
      { kind: "record", recordDomain: "a.test", policy: "reject", sp: "reject", np: "reject" },
    ],
    ["sp and np", at("v=DMARC1; p=reject; sp=quarantine; np=none"), { sp: "quarantine", np: "none" }],
    [
      "t=y lowers the policy",
      at("v=DMARC1; p=reject; t=y"),
      { p: "reject", policy: "quarantine", testing: true },
    ],
    [
      "a misspelt policy with reports acts as none",
      at("v=DMARC1; p=rejct; rua=mailto:r@a.test"),
      { policy: "none", tags: { p: "rejct" } },
    ],
    ["a misspelt policy without reports is no record", at("v=DMARC1; p=rejct"), { kind: "none" }],
    [
      "two records are none",
      { zone: { "_dmarc.a.test TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"] } },
      { kind: "none" },
    ],
    ["a tag twice", at("v=DMARC1; p=none; p=reject"), { tagsRepeated: true }],
    ["tags in upper case", at("v=DMARC1; P=reject"), { tagsInUpperCase: true, policy: "reject" }],
    [
      "the domain above",
      { zone: { "_dmarc.test TXT": ["v=DMARC1; p=reject; sp=quarantine"] } },
      { recordDomain: "test", policy: "quarantine" },
    ],
    ["nothing anywhere", { zone: {} }, { kind: "none" }],
    ["a failure at the domain", { zone: {}, servfail: ["_dmarc.a.test"] }, { kind: "failed" }],
    [
      "a failure above, with nothing at the domain",
      { zone: {}, servfail: ["_dmarc.test"] },
      { kind: "failed" },
    ],
  ])("%s", async (_why, world, expected) => {
    const { looks } = await audit(world);
    expect((await looks.dmarc).discovery).toMatchObject(expected);
  });

  test("destinations of other organizations are asked for their consent, own ones are not", async () => {
    const rua = "rua=mailto:a@a.test,mailto:b@reports.a.test,mailto:c@Else.example!10m,https://x.example/d";
    const { looks } = await audit(
      at(`v=DMARC1; p=none; ${rua}; ruf=mailto:d@other.example`, {
        "a.test._report._dmarc.else.example TXT": ["v=DMARC1;"],
      }),
    );
    expect((await looks.dmarc).externalReports).toMatchObject([
      { destination: "else.example", txt: { kind: "found" } },
      { destination: "other.example", name: "a.test._report._dmarc.other.example", txt: { kind: "absent" } },
    ]);
  });
});

describe("BIMI, judged by mailauth on top of DMARC", () => {
  const enforcing = "v=DMARC1; p=reject; rua=mailto:r@a.test";
  const logo = "l=https://logo.a.test/logo.svg";
  test.each<[string, string | null, string[], object]>([
    ["a logo alone", enforcing, [`v=BIMI1; ${logo}`], { kind: "valid", hasAuthority: false }],
    [
      "with a certificate",
      enforcing,
      [`v=BIMI1; ${logo}; a=https://logo.a.test/vmc.pem`],
      { kind: "valid", hasAuthority: true },
    ],
    ["declined", enforcing, ["v=BIMI1; l=; a=;"], { kind: "declined" }],
    [
      "no location",
      enforcing,
      ["v=BIMI1; a=https://logo.a.test/vmc.pem"],
      { kind: "broken", fault: "location-missing" },
    ],
    [
      "a location without TLS",
      enforcing,
      ["v=BIMI1; l=http://logo.a.test/logo.svg"],
      { kind: "broken", fault: "location-not-https" },
    ],
    [
      "a certificate without TLS",
      enforcing,
      [`v=BIMI1; ${logo}; a=http://logo.a.test/vmc.pem`],
      { kind: "broken", fault: "authority-not-https" },
    ],
    [
      "two records",
      enforcing,
      [`v=BIMI1; ${logo}`, "v=BIMI1; l=https://b.test/x.svg"],
      { kind: "broken", fault: "several-records" },
    ],
    ["nothing", enforcing, [], { kind: "none" }],
    ["p=none", "v=DMARC1; p=none", [`v=BIMI1; ${logo}`], { kind: "dmarc-too-weak" }],
    ["no DMARC", null, [`v=BIMI1; ${logo}`], { kind: "dmarc-too-weak" }],
  ])("%s", async (_why, dmarc, bimi, expected) => {
    const zone: Zone = {
      ...(dmarc === null ? {} : { "_dmarc.a.test TXT": [dmarc] }),
      ...(bimi.length === 0 ? {} : { "default._bimi.a.test TXT": bimi }),
    };
    expect((await (await audit({ zone })).looks.bimi).outcome).toMatchObject(expected);
  });
});
