import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeRuaUri } from "./percent.ts";
import { formatTlsRptRecord, parseTlsRptRecord, selectTlsRptRecord } from "./record.ts";

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join("."));
const local = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((text) => !/[@\\"\s]/.test(text) && text.isWellFormed());
const mailto = fc
  .tuple(local, host)
  .map(([name, domain]) => encodeRuaUri(`mailto:${encodeURIComponent(name)}@${domain}`));
const https = fc.tuple(host, fc.webPath()).map(([domain, path]) => encodeRuaUri(`https://${domain}${path}`));
const extension = fc.record({
  name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/).filter((name) => name !== "rua"),
  value: fc.stringMatching(/^[!-:<>-~]{1,20}$/),
});
const record = fc.record({
  rua: fc.array(fc.oneof(mailto, https), { minLength: 1, maxLength: 4 }),
  extensions: fc.array(extension, { maxLength: 3 }),
});

/** Texts near enough to a record to reach deep into the parser. */
const nearRecord = fc
  .array(
    fc.constantFrom(
      "v=",
      "TLSRPTv1",
      ";",
      " ",
      "rua=",
      "mailto:",
      "a@b.example",
      ",",
      "=",
      "!",
      "%",
      '"',
      "é",
      "\t",
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

describe("any text", () => {
  test("never throws; spans lie within it; a refusal has a reason", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          nearRecord,
          nearRecord.map((text) => `v=TLSRPTv1;${text}`),
        ),
        (text) => {
          const parsed = parseTlsRptRecord(text);
          for (const { span } of parsed.findings) {
            if (span !== null)
              expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
          }
          expect(parsed.ok || parsed.findings.some(({ severity }) => severity === "error")).toBe(true);
        },
      ),
    );
  });

  test("a set of texts has at most one record", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nearRecord, record.map(formatTlsRptRecord)), { maxLength: 4 }),
        (texts) => {
          const { ok, chosen, candidates } = selectTlsRptRecord(texts);
          expect(chosen === null ? candidates.length !== 1 && !ok : candidates.length === 1).toBe(true);
        },
      ),
    );
  });
});

describe("any record", () => {
  test("written and read again is the same", () => {
    fc.assert(
      fc.property(record, (value) => {
        expect(parseTlsRptRecord(formatTlsRptRecord(value))).toMatchObject({ ok: true, value });
      }),
    );
  });

  test("stays accepted with other blanks and a final semicolon", () => {
    const blanks = fc.stringMatching(/^[ \t]{0,3}$/);
    fc.assert(
      fc.property(record, blanks, blanks, fc.boolean(), (value, before, after, final) => {
        const text = formatTlsRptRecord(value)
          .replaceAll("; ", `${before};${after}`)
          .replaceAll(",", `${before},${after}`);
        const parsed = parseTlsRptRecord(final ? `${text}${before};${after}` : text);
        if (value.extensions.every((one) => !one.value.includes(",")))
          expect(parsed).toMatchObject({ ok: true, value });
      }),
    );
  });

  test("encoding a URI twice changes nothing, and leaves none of the three characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (uri) => {
        const once = encodeRuaUri(uri);
        expect(encodeRuaUri(once)).toBe(once);
        expect(once).not.toMatch(/[,!;\s]/);
      }),
    );
  });
});
