import { describe, expect, test } from "vitest";
import type { Responder } from "#lib/net/testing/dns-server.ts";
import { answer, resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, type Zone } from "#lib/net/testing/zone.ts";

describe("aliases", () => {
  test("a chain within the answer is followed and named", async () => {
    const zone: Zone = { "a.test CNAME": ["B.test"], "b.test CNAME": ["c.test"], "c.test TXT": ["x"] };
    const server = await serveDns(answerFrom(zone));
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({
      kind: "found",
      records: ["x"],
      cnames: ["b.test", "c.test"],
    });
    expect(server.asked).toHaveLength(1);
  });

  test("a target whose records are missing is asked for; TTL and AD are the weakest of both answers", async () => {
    const server = await serveDns(({ name }) =>
      name === "a.test"
        ? answer({ answers: [record("a.test", "CNAME", "b.test", 30)], authenticated: true })
        : answer({ answers: [record("b.test", "TXT", ["x"], 900)], authenticated: false }),
    );
    expect(await resolverOf([server]).txt("a.test")).toEqual({
      kind: "found",
      records: ["x"],
      cnames: ["b.test"],
      ttlSeconds: 30,
      authenticated: false,
    });
    expect(server.asked.map(({ name }) => name)).toEqual(["a.test", "b.test"]);
  });

  const chain = (length: number): Zone => ({
    ...Object.fromEntries(Array.from({ length }, (_, n) => [`n${n}.test CNAME`, [`n${n + 1}.test`]])),
    [`n${length}.test TXT`]: ["end"],
  });
  const step: Responder = ({ name }) =>
    answer({ answers: [record(name, "CNAME", `n${Number(name.slice(1, -5)) + 1}.test`)] });
  const loop: Zone = { "n0.test CNAME": ["n1.test"], "n1.test CNAME": ["n0.test"] };
  test.each([
    {
      name: "to NXDOMAIN",
      respond: answerFrom({ "n0.test CNAME": ["gone.test"] }),
      expected: { kind: "absent", reason: "nxdomain", cnames: ["gone.test"] },
    },
    {
      name: "to NODATA",
      respond: answerFrom({ "n0.test CNAME": ["b.test"], "b.test A": ["192.0.2.1"] }),
      expected: { kind: "absent", reason: "nodata", cnames: ["b.test"] },
    },
    { name: "of ten", respond: answerFrom(chain(10)), expected: { kind: "found", records: ["end"] } },
    {
      name: "of eleven",
      respond: answerFrom(chain(11)),
      expected: { kind: "unreachable", reason: "malformed" },
    },
    {
      name: "without end, one per answer",
      respond: step,
      expected: { kind: "unreachable", reason: "malformed" },
    },
    {
      name: "in a loop",
      respond: answerFrom(loop),
      expected: { reason: "malformed", detail: "CNAME loop: n0.test → n1.test → n0.test" },
    },
    {
      name: "to itself",
      respond: answerFrom({ "n0.test CNAME": ["n0.test"] }),
      expected: { reason: "malformed" },
    },
    {
      name: "to the root",
      respond: (({ name }) => answer({ answers: [record(name, "CNAME", ".")] })) as Responder,
      expected: { reason: "malformed" },
    },
    {
      name: "to what is no name",
      respond: (({ name }) => answer({ answers: [record(name, "CNAME", "a b.test")] })) as Responder,
      expected: { reason: "malformed" },
    },
  ])("a chain $name", async ({ respond, expected }) => {
    expect(await resolverOf([await serveDns(respond)]).txt("n0.test")).toMatchObject(expected);
  });
});
