import { z } from "zod";
import type { Parsed } from "../finding.ts";
import { parseTlsReport, type TlsReport } from "../tlsrpt/report.ts";
import { agreed, failed, type Outcome } from "./outcome.ts";
import { compareReport, expectedReport } from "./report-expectation.ts";
import type { SharedCase } from "./shared-case.ts";

/** Gives the JSON text of a sample report by its path, or `null` when it is not there. */
export type ReadSample = (path: string) => string | null;

const reportCase = z.object({
  kind: z.enum(["file", "json", "size", "mime", "http"]),
  accept: z.boolean(),
  expect: expectedReport.optional(),
  rfcDeviations: z.array(z.string()).optional(),
});

export function reportOutcome(one: SharedCase, readSample: ReadSample): Outcome {
  const known = reportCase.parse(one);
  const texts = textsOf(known.kind, one.input, readSample);
  if (texts === null)
    return { kind: "elsewhere", why: `${known.kind}: about transport, or its file is not here` };
  for (const text of texts) {
    const outcome = judgeReport(parseTlsReport(text), known);
    if (outcome.kind !== "agreed") return outcome;
  }
  return agreed;
}

function judgeReport(parsed: Parsed<TlsReport>, known: z.infer<typeof reportCase>): Outcome {
  if (parsed.ok !== known.accept) {
    const codes = parsed.findings.map(({ code, subject }) => `${code} ${subject ?? ""}`.trim());
    return failed(
      parsed.ok ? "we read what a receiver refuses" : `we refuse what a receiver reads: ${codes.join(", ")}`,
    );
  }
  if (!parsed.ok) return agreed;
  if (known.rfcDeviations !== undefined && parsed.findings.length === 0) {
    return failed(`a deviation goes unnoticed: ${known.rfcDeviations.join(", ")}`);
  }
  return known.expect === undefined ? agreed : compareReport(known.expect, parsed.value);
}

const fileInput = z.object({ file: z.string() });
const sizeInput = z.union([
  z.object({ decompressedBytes: z.number() }),
  z.object({ nestingDepth: z.number() }),
]);
const httpInput = z.object({ body: z.string() });

/** The JSON texts a case is about; `null` when the protocol core has no say in it. */
function textsOf(
  kind: z.infer<typeof reportCase>["kind"],
  input: unknown,
  readSample: ReadSample,
): string[] | null {
  switch (kind) {
    case "json":
      return [JSON.stringify(input)];
    case "file": {
      const text = readSample(fileInput.parse(input).file);
      return text === null ? null : [text];
    }
    case "size":
      return hugeTexts(sizeInput.parse(input));
    case "http": {
      const body = httpInput.safeParse(input);
      return body.success ? [body.data.body] : null;
    }
    case "mime":
      return null;
    default:
      return kind satisfies never;
  }
}

/** A report padded to the size; a report, and a bare text, nested to the depth. */
function hugeTexts(size: z.infer<typeof sizeInput>): string[] {
  if ("decompressedBytes" in size) return [minimalReport.padEnd(size.decompressedBytes)];
  const nested = "[".repeat(size.nestingDepth) + "]".repeat(size.nestingDepth);
  return [nested, minimalReport.replace("{", `{"x-nested":${nested},`)];
}

const minimalReport = JSON.stringify({
  "organization-name": "Reporter",
  "date-range": { "start-datetime": "2026-01-01T00:00:00Z", "end-datetime": "2026-01-01T23:59:59Z" },
  "contact-info": "tls@reporter.example",
  "report-id": "1",
  policies: [],
});
