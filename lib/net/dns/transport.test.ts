import { describe, expect, test } from "vitest";
import {
  type AskedQuestion,
  encodeAnswer,
  type Reaction,
  type Responder,
} from "#lib/net/testing/dns-server.ts";
import { answer, impatient, resolverOf, serveDns, silence } from "#lib/net/testing/resolver-under-test.ts";
import { record, soa } from "#lib/net/testing/zone.ts";

describe("only the answer to the question counts", () => {
  const forged = (question: AskedQuestion) => answer({ answers: [record(question.name, "TXT", ["forged"])] });
  const honest = (question: AskedQuestion) => answer({ answers: [record(question.name, "TXT", ["honest"])] });
  const strays: { why: string; bytes: (question: AskedQuestion) => Buffer }[] = [
    { why: "another id", bytes: (q) => encodeAnswer(q, forged(q), { id: q.id ^ 1 }) },
    { why: "another name", bytes: (q) => encodeAnswer(q, forged(q), { name: "b.test" }) },
    { why: "another type", bytes: (q) => encodeAnswer(q, forged(q), { type: "A" }) },
    { why: "too short for a header", bytes: () => Buffer.from("abc") },
    { why: "a query, not a response", bytes: (q) => withoutResponseBit(encodeAnswer(q, forged(q))) },
  ];

  test.each(strays)("$why is ignored, and the answer behind it is read", async ({ bytes }) => {
    const server = await serveDns((q) => ({ kind: "raw", messages: [bytes(q), encodeAnswer(q, honest(q))] }));
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ kind: "found", records: ["honest"] });
  });

  test.each(strays)("$why alone is no answer at all", async ({ bytes }) => {
    const server = await serveDns((q) => ({ kind: "raw", messages: [bytes(q)] }));
    expect(await resolverOf([server], impatient).txt("a.test")).toMatchObject({ reason: "timeout" });
  });

  test("a right answer from another address is ignored", async () => {
    const attacker = await serveDns(() => silence);
    const server = await serveDns((q) => {
      attacker.send(encodeAnswer(q, forged(q)), q.sender?.port ?? 0);
      return silence;
    });
    expect(await resolverOf([server], impatient).txt("a.test")).toMatchObject({ reason: "timeout" });
  });

  test("an answer to an earlier try that comes late is ignored", async () => {
    const late: Buffer[] = [];
    const server = await serveDns((q) => {
      if (late.length === 0) {
        late.push(encodeAnswer(q, forged(q)));
        return silence;
      }
      return { kind: "raw", messages: [...late, encodeAnswer(q, honest(q))] };
    });
    const resolver = resolverOf([server], { timeoutMs: 300, attempts: 2 });
    expect(await resolver.txt("a.test")).toMatchObject({ records: ["honest"] });
  });

  test("records of other names and types beside the answer do not count", async () => {
    const server = await serveDns(({ name }) =>
      answer({
        answers: [
          record("b.test", "TXT", ["other"]),
          record(name, "A", "192.0.2.1"),
          record(name, "TXT", ["x"]),
        ],
      }),
    );
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ records: ["x"] });
  });

  test("DNSSEC's records, which the DO bit brings, do not disturb", async () => {
    const signature = {
      typeCovered: "TXT",
      algorithm: 13,
      labels: 2,
      originalTTL: 5,
      expiration: 1,
      inception: 0,
      keyTag: 7,
      signersName: "test",
      signature: Buffer.alloc(64),
    };
    const empty = Buffer.alloc(0);
    const denial = {
      algorithm: 1,
      flags: 0,
      iterations: 0,
      salt: empty,
      nextDomain: Buffer.alloc(20),
      rrtypes: ["A", "RRSIG"],
    };
    const server = await serveDns(({ name }) =>
      name === "a.test"
        ? answer({ answers: [record(name, "TXT", ["x"]), record(name, "RRSIG", signature, 5)] })
        : answer({
            authorities: [soa, record("hash.test", "NSEC3", denial), record("hash.test", "RRSIG", signature)],
          }),
    );
    const resolver = resolverOf([server]);
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "found", records: ["x"], ttlSeconds: 300 });
    expect(await resolver.txt("b.test")).toMatchObject({ kind: "absent", reason: "nodata" });
  });
});

describe("truncation, size and damage", () => {
  const long = Array.from({ length: 12 }, (_, index) => [`${index} ${"x".repeat(200)}`]);

  test("a truncated answer is asked again over TCP", async () => {
    const server = await serveDns(({ name, transport }) =>
      transport === "udp"
        ? answer({ truncated: true })
        : answer({ answers: long.map((text) => record(name, "TXT", text)) }),
    );
    const found = await resolverOf([server]).txt("a.test");
    expect(found.kind === "found" && found.records.length).toBe(12);
    expect(server.asked.map(({ transport }) => transport)).toEqual(["udp", "tcp"]);
  });

  test("a truncated answer that is cut inside a record still leads to TCP", async () => {
    const server = await serveDns((q) => {
      const full = answer({ answers: [record(q.name, "TXT", ["x".repeat(200)])], truncated: true });
      if (q.transport === "tcp") return answer({ answers: [record(q.name, "TXT", ["whole"])] });
      return { kind: "raw", messages: [encodeAnswer(q, full).subarray(0, 60)] };
    });
    expect(await resolverOf([server]).txt("a.test")).toMatchObject({ records: ["whole"] });
  });

  const overTcp = (reaction: (question: AskedQuestion) => Reaction): Responder => {
    return (q) => (q.transport === "udp" ? answer({ truncated: true }) : reaction(q));
  };
  test.each([
    { name: "TCP closed without an answer", respond: overTcp(() => ({ kind: "close" })), reason: "network" },
    { name: "TCP silence", respond: overTcp(() => silence), reason: "timeout" },
    {
      name: "a TCP answer to something else",
      respond: overTcp((q) => ({
        kind: "raw",
        messages: [encodeAnswer(q, answer({}), { name: "b.test" })],
      })),
      reason: "malformed",
    },
    {
      name: "more octets than the cap",
      respond: overTcp(({ name }) =>
        answer({ answers: Array.from({ length: 160 }, () => record(name, "TXT", ["x".repeat(200)])) }),
      ),
      reason: "malformed",
    },
    {
      name: "more records than the cap",
      respond: overTcp(({ name }) =>
        answer({ answers: Array.from({ length: 600 }, () => record(name, "A", "192.0.2.1")) }),
      ),
      reason: "malformed",
    },
    {
      name: "a count that promises records which are not there",
      respond: ((q) => ({
        kind: "raw",
        messages: [promising(encodeAnswer(q, answer({})), 3)],
      })) as Responder,
      reason: "malformed",
    },
    {
      name: "a record that is cut off",
      respond: ((q) => {
        const whole = encodeAnswer(q, answer({ answers: [record(q.name, "TXT", ["x".repeat(99)])] }));
        return { kind: "raw", messages: [whole.subarray(0, whole.length - 10)] };
      }) as Responder,
      reason: "malformed",
    },
  ])("$name → $reason", async ({ respond, reason }) => {
    const resolver = resolverOf([await serveDns(respond)], reason === "timeout" ? impatient : {});
    expect(await resolver.txt("a.test")).toMatchObject({ kind: "unreachable", reason });
  });
});

function withoutResponseBit(bytes: Buffer): Buffer {
  bytes.writeUInt16BE(bytes.readUInt16BE(2) & 0x7fff, 2);
  return bytes;
}

function promising(bytes: Buffer, answers: number): Buffer {
  bytes.writeUInt16BE(answers, 6);
  return bytes;
}
