import type { Finding, Parsed } from "../finding.ts";
import { capped } from "../tlsrpt/record-finding.ts";
import { type PolicyField, policyFinding, readPolicyLines } from "./policy-lines.ts";
import { lintPolicy } from "./policy-lint.ts";
import type { MtaStsPolicy, PolicyMode } from "./policy-shape.ts";
import { judgeMaxAge, judgeMode, judgeMx, judgeVersion } from "./policy-values.ts";

export type { MtaStsPolicy, PolicyMode } from "./policy-shape.ts";

/**
 * Reads a policy file (RFC 8461 §3.2). `ok` is the verdict a conforming sender comes to: a file with any line outside
 * the grammar, or without a needed key, is no policy. Findings carry the line and the characters.
 *
 * A `max_age` above the RFC's 31557600 fits the grammar, and the RFC does not say whether to refuse or to clamp it
 * (erratum 7282): it is read as it stands, with a warning.
 */
export function parseMtaStsPolicy(text: string): Parsed<MtaStsPolicy> {
  const { fields, findings } = readPolicyLines(text);
  const first = (key: string) => fields.find((field) => field.name === key);
  const [version, mode, maxAge] = [first("version"), first("mode"), first("max_age")];
  const mx = fields.filter((field) => field.name === "mx");
  if (version !== undefined) findings.push(...judgeVersion(version));
  if (mode !== undefined) findings.push(...judgeMode(mode));
  if (maxAge !== undefined) findings.push(...judgeMaxAge(maxAge));
  for (const field of mx) findings.push(...judgeMx(field));
  findings.push(...judgeMissing(text, fields, findings));
  const isPolicyMode = (value: string): value is PolicyMode => policyModes.has(value);
  const modeValue = mode?.value ?? "";
  const failed = findings.some(({ severity }) => severity === "error");
  if (failed || maxAge === undefined || !isPolicyMode(modeValue))
    return { ok: false, findings: inOrder(capped(findings)) };
  const value: MtaStsPolicy = {
    mode: modeValue,
    mx: mx.map((field) => field.value),
    maxAgeSeconds: Number(maxAge.value),
    extensions: fields
      .filter((field) => !knownKeys.has(field.name))
      .map(({ name, value }) => ({ name, value })),
  };
  for (const lint of lintPolicy(value, fields)) findings.push(lint);
  return { ok: true, value, findings: inOrder(capped(findings)) };
}

/** Writes a policy file with the line ends of RFC 8461's ABNF, CRLF, the last one included. */
export function formatMtaStsPolicy(policy: MtaStsPolicy): string {
  const lines = [
    "version: STSv1",
    `mode: ${policy.mode}`,
    ...policy.mx.map((pattern) => `mx: ${pattern}`),
    `max_age: ${policy.maxAgeSeconds}`,
    ...policy.extensions.map(({ name, value }) => `${name}: ${value}`),
  ];
  return `${lines.join("\r\n")}\r\n`;
}

const policyModes: ReadonlySet<string> = new Set(["enforce", "testing", "none"]);

const knownKeys: ReadonlySet<string> = new Set(["version", "mode", "mx", "max_age"]);

/** RFC 8461 §3.2: all four keys, but `mx` only where there is something to match: not in mode `none`. */
function judgeMissing(text: string, fields: PolicyField[], findings: Finding[]): Finding[] {
  // Of a text that is no policy at all, or a line that was meant as this key, enough is said already.
  const said = new Set(findings.filter(({ severity }) => severity === "error").map(({ data }) => data.key));
  if (fields.length === 0 && findings.length > 0 && said.size === 1 && said.has(undefined)) return [];
  const mode = fields.find((field) => field.name === "mode")?.value;
  const needed = mode === "none" ? ["version", "mode", "max_age"] : ["version", "mode", "mx", "max_age"];
  return needed
    .filter((key) => !said.has(key) && !fields.some((field) => field.name === key))
    .map((key) =>
      policyFinding("key-missing", "error", null, { start: text.length, end: text.length }, { key }),
    );
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER),
  );
}
