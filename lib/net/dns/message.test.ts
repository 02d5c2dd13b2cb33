import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeAnswer } from "#lib/net/testing/dns-server.ts";
import { record } from "#lib/net/testing/zone.ts";
import { encodeQuery } from "./message.ts";

const question = { name: "a.test", type: "MX" as const };

test("no octets that a server can send make the reader throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
      const query = encodeQuery(question, { edns: true, recursionDesired: true, checkingDisabled: false });
      const id = query.bytes.subarray(0, 2);
      const reading = query.read(Buffer.concat([id, Buffer.of(0x81), tail]));
      expect(["reply", "malformed", "foreign"]).toContain(reading.kind);
    }),
  );
});

test("an honest answer with any octet changed does not make the reader throw", () => {
  fc.assert(
    fc.property(fc.nat({ max: 60 }), fc.nat({ max: 255 }), (index, value) => {
      const query = encodeQuery(question, { edns: true, recursionDesired: true, checkingDisabled: false });
      const asked = { ...question, id: query.bytes.readUInt16BE(0) };
      const answers = [record("a.test", "MX", { preference: 10, exchange: "mx.a.test" })];
      const bytes = encodeAnswer(asked, { kind: "answer", answers });
      bytes[index % bytes.length] = value;
      expect(["reply", "malformed", "foreign"]).toContain(query.read(bytes).kind);
    }),
  );
});
