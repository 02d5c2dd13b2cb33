import { describe, expect, test } from "vitest";
import type { Responder } from "#lib/net/testing/dns-server.ts";
import { record, type Zone } from "#lib/net/testing/zone.ts";
import { audit, silence } from "./testing/audit-of.ts";

describe("SPF, evaluated by mailauth through our resolver", () => {
  const includes = (count: number): Zone => ({
    "a.test TXT": [`v=spf1 ${Array.from({ length: count }, (_, n) => `include:i${n}.test`).join(" ")} -all`],
    ...Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`i${n}.test TXT`, ["v=spf1 ip4:198.51.100.0/24 -all"]]),
    ),
  });
  const spf = (text: string): Zone => ({ "a.test TXT": [text] });

  test.each<[string, Zone, object]>([
    ["-all", spf("v=spf1 ip4:198.51.100.1 -all"), { result: "fail", lookups: { count: 0 } }],
    ["~all", spf("v=spf1 ~all"), { result: "softfail" }],
    ["?all", spf("v=spf1 ?all"), { result: "neutral" }],
    ["no all", spf("v=spf1 ip4:198.51.100.1"), { result: "neutral" }],
    ["+all", spf("v=spf1 +all"), { result: "pass" }],
    ["0.0.0.0/0", spf("v=spf1 ip4:0.0.0.0/0 -all"), { result: "pass" }],
    ["ten includes", includes(10), { result: "fail", lookups: { count: 10, limit: 10 } }],
    ["fourteen includes", includes(14), { result: "permerror", lookups: { count: 14, limit: 10 } }],
    [
      "three names that do not exist",
      spf("v=spf1 a:x.test a:y.test a:z.test -all"),
      { result: "permerror", lookups: { void: 3 } },
    ],
    [
      "a word that is no mechanism",
      spf("v=spf1 ipv4:198.51.100.1 -all"),
      { result: "permerror", reason: expect.stringContaining("ipv4") },
    ],
    ["an include without SPF", spf("v=spf1 include:none.test -all"), { result: "permerror" }],
    ["ptr", spf("v=spf1 ptr -all"), { result: "fail", usesPtr: true }],
    ["mx", { ...spf("v=spf1 mx -all"), "a.test MX": [[10, "mx.a.test"]] }, { result: "fail" }],
    ["no SPF among the texts", spf("site=1"), { result: "none" }],
  ])("%s", async (_why, zone, expected) => {
    const { looks } = await audit({ zone });
    expect((await looks.spf).outcome).toMatchObject(expected);
  });

  test("a look-up that fails leaves the outcome open", async () => {
    const zone = spf("v=spf1 include:i.test -all");
    const { looks } = await audit({ zone, servfail: ["i.test"] });
    expect((await looks.spf).outcome).toMatchObject({ result: "temperror" });
  });

  test("a record without end uses up the part's share and no more", async () => {
    const endless: Responder = ({ name, type }) =>
      type === "TXT" && name.endsWith("a.test") && !name.startsWith("_")
        ? { kind: "answer", answers: [record(name, "TXT", [`v=spf1 include:x.${name} include:y.${name}`])] }
        : silence;
    const { looks, asked } = await audit({ zone: {}, also: endless });
    expect((await looks.spf).outcome).toMatchObject({ result: "permerror" });
    await Promise.all(Object.values(looks));
    expect(asked.length).toBeLessThan(200);
  });
});
