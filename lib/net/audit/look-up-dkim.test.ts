import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Responder } from "#lib/net/testing/dns-server.ts";
import { record } from "#lib/net/testing/zone.ts";
import { audit, longTxt, silence } from "./testing/audit-of.ts";

describe("DKIM keys, read by mailauth", () => {
  const rsa = (modulusLength: number) =>
    generateKeyPairSync("rsa", { modulusLength })
      .publicKey.export({ type: "spki", format: "der" })
      .toString("base64");
  const ed25519 = generateKeyPairSync("ed25519")
    .publicKey.export({ type: "spki", format: "der" })
    .subarray(-32);

  test.each<[string, string, object]>([
    [
      "RSA of 2048 bits",
      `v=DKIM1; k=rsa; p=${rsa(2048)}`,
      { kind: "valid", keyType: "rsa", bits: 2048, testing: false },
    ],
    [
      "RSA of 1024 bits, testing",
      `v=DKIM1; t=y; p=${rsa(1024)}`,
      { kind: "valid", bits: 1024, testing: true },
    ],
    ["RSA of 512 bits", `v=DKIM1; p=${rsa(512)}`, { kind: "invalid", fault: "short" }],
    [
      "Ed25519",
      `v=DKIM1; k=ed25519; p=${ed25519.toString("base64")}`,
      { kind: "valid", keyType: "ed25519", bits: null },
    ],
    ["an empty key", "v=DKIM1; p=", { kind: "revoked" }],
    ["a key that is cut off", `v=DKIM1; k=rsa; p=${rsa(1024).slice(0, 60)}`, { kind: "invalid" }],
    ["another service", `v=DKIM1; s=tlsrpt; p=${rsa(1024)}`, { kind: "invalid", fault: "not-for-mail" }],
    ["another version", `v=DKIM2; p=${rsa(1024)}`, { kind: "invalid", fault: "version" }],
    ["no DKIM at all", "site=1", { kind: "invalid", fault: "value" }],
  ])("%s", async (_why, text, expected) => {
    const { looks } = await audit({ zone: {}, also: longTxt("own._domainkey.a.test", text) }, ["own"]);
    const { selectors } = await looks.dkim;
    expect(selectors.find(({ selector }) => selector === "own")).toMatchObject({
      given: true,
      key: expected,
    });
  });

  test("common selectors are found without being given; a wildcard is noticed", async () => {
    const key = `v=DKIM1; p=${rsa(1024)}`;
    const wildcard: Responder = ({ name, type }) =>
      type === "TXT" && name.endsWith("._domainkey.a.test")
        ? { kind: "answer", answers: [record(name, "TXT", ["v=DKIM1; p="])] }
        : silence;
    const { looks } = await audit({ zone: {}, also: wildcard });
    expect((await looks.dkim).control).toMatchObject({ kind: "found" });
    const plain = await audit({ zone: { "google._domainkey.a.test TXT": [key] } });
    const found = (await plain.looks.dkim).selectors.filter(({ key }) => key?.kind === "valid");
    expect(found).toMatchObject([{ selector: "google", given: false }]);
  });
});
