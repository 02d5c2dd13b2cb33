import { describe, expect, test } from "vitest";
import type { Responder } from "#lib/net/testing/dns-server.ts";
import { record, type Zone } from "#lib/net/testing/zone.ts";
import { audit, silence } from "./testing/audit-of.ts";

describe("hosts", () => {
  const tlsa =
    (name: string): Responder =>
    (question) =>
      question.type === "TLSA" && question.name === name
        ? {
            kind: "answer",
            authenticated: true,
            answers: [
              record(name, "TLSA", {
                usage: 3,
                selector: 1,
                matchingType: 1,
                certificate: Buffer.alloc(32, 7),
              }),
            ],
          }
        : silence;
  const mx: Zone = { "a.test MX": [[10, "mx.a.test"]], "mx.a.test A": ["192.0.2.10"] };

  test("MX, addresses and TLSA of a signed domain", async () => {
    const { looks } = await audit({ zone: mx, secure: true, also: tlsa("_25._tcp.mx.a.test") });
    expect(await looks.dane).toMatchObject({
      resolverValidates: true,
      hosts: [
        {
          host: "mx.a.test",
          addresses: { authenticated: true },
          tlsa: { kind: "found", records: [{ usage: 3, data: "07".repeat(32) }] },
        },
      ],
    });
  });

  test("an alias is asked at its target first (RFC 7672 §2.2.3)", async () => {
    const zone: Zone = {
      "a.test MX": [[10, "mx.a.test"]],
      "mx.a.test CNAME": ["real.b.test"],
      "real.b.test A": ["192.0.2.10"],
    };
    const { looks } = await audit({ zone, secure: true, also: tlsa("_25._tcp.real.b.test") });
    expect((await looks.dane).hosts).toMatchObject([
      { tlsaName: "_25._tcp.real.b.test", tlsa: { kind: "found" } },
    ]);
  });

  test("a resolver that never validates is told from an unsigned zone", async () => {
    expect(await (await audit({ zone: mx })).looks.dane).toMatchObject({ resolverValidates: false });
  });

  test("of many MX hosts ten are looked at", async () => {
    const zone: Zone = {
      "a.test MX": Array.from({ length: 30 }, (_, n): [number, string] => [n, `mx${n}.a.test`]),
    };
    expect(await (await audit({ zone })).looks.mx).toMatchObject({ hosts: { length: 10 }, hostsLeftOut: 20 });
  });

  test("CAA is asked for from the policy host up", async () => {
    const { climb } = await (await audit({ zone: {} })).looks.caa;
    expect(climb.map(({ name }) => name)).toEqual(["mta-sts.a.test", "a.test", "test"]);
  });
});
