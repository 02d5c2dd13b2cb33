import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import type { DkimKey, DkimLook, DkimSelectorLook } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, asText, presentSection, recordOf } from "./section.ts";

/**
 * The DKIM keys that could be found (RFC 6376 §3.6). DNS cannot list selectors, so not to have found one proves
 * nothing, unless DNS says that there is no name below `_domainkey`.
 */
export function judgeDkimLook(look: DkimLook): AuditSection {
  const { domain, selectors, control } = look;
  const wildcard = control.kind === "found" ? control.records.join("\n") : null;
  const own = selectors.filter(({ txt }) => txt.kind === "found" && txt.records.join("\n") !== wildcard);
  const failed = selectors.filter(({ txt }) => txt.kind === "unreachable");
  const missing = selectors.filter(({ given, txt }) => given && txt.kind === "absent");
  // The selectors are asked for together, so they usually fail together: besides those given, one is told.
  const failing = failed.filter((one, index) => one.given || index === 0);
  const records = [...own, ...failing, ...missing].map(({ selector, txt }) =>
    recordOf(keyName(selector, domain), "TXT", txt, asText),
  );
  const findings = [
    ...own.flatMap(({ selector, key }) => judgeKey(keyName(selector, domain), key)),
    ...failing.flatMap((one) => failure(one, domain)),
    ...missing.map(({ selector }) => givenMissing(selector, domain)),
    ...(wildcard === null ? [] : [note("dkim-wildcard", "info", `*._domainkey.${domain}`, { domain })]),
  ];
  if (own.length > 0) return presentSection("dkim", records, findings);
  return noKeyFound(look, records, findings);
}

function noKeyFound(look: DkimLook, records: AuditSection["records"], findings: Finding[]): AuditSection {
  const { domain, parent, selectors, control } = look;
  const name = `_domainkey.${domain}`;
  // An empty key for every selector says that the domain signs nothing.
  if (control.kind === "found" && control.records.some(isRevokedKey)) {
    return absentSection("dkim", records, findings);
  }
  const isDenied = parent.kind === "absent" && parent.reason === "nxdomain" && control.kind !== "found";
  const failed = selectors.some(({ txt }) => txt.kind === "unreachable");
  if (isDenied && !failed) {
    const missing = finding("dkim-missing", "warning", {
      clause: "RFC 8020 §2",
      subject: name,
      data: { domain, name },
    });
    return absentSection("dkim", records, [missing, ...findings]);
  }
  const none = note("dkim-none-found", "unknown", name, { domain, count: selectors.length });
  return presentSection("dkim", records, [none, ...findings]);
}

/** An empty `p=` withdraws a key (RFC 6376 §3.6.1). */
export function isRevokedKey(record: string): boolean {
  return /(?:^|;)\s*p\s*=\s*(?:;|$)/.test(record);
}

export function keyName(selector: string, domain: string): string {
  return `${selector}._domainkey.${domain}`;
}

function judgeKey(name: string, key: DkimKey | null): Finding[] {
  if (key === null) return [];
  switch (key.kind) {
    case "revoked":
      return [note("dkim-key-revoked", "info", name)];
    case "invalid":
      return [invalidKey(name, key)];
    case "valid":
      return judgeValidKey(name, key);
    default:
      return key satisfies never;
  }
}

function judgeValidKey(name: string, key: Extract<DkimKey, { kind: "valid" }>): Finding[] {
  const bits = key.bits ?? 0;
  const isShort = key.keyType === "rsa" && bits < 2048;
  return [
    // RFC 8301 §3.2: signers must use 1024 bits and should use 2048.
    ...(isShort
      ? [
          finding("dkim-key-short", "warning", {
            clause: "RFC 8301 §3.2",
            subject: name,
            data: { name, bits },
          }),
        ]
      : []),
    ...(key.testing ? [note("dkim-key-testing", "warning", name)] : []),
    ...(key.tolerated.length > 0
      ? [note("dkim-key-tolerated", "warning", name, { detail: key.tolerated.join(", ") })]
      : []),
  ];
}

function invalidKey(name: string, { fault, detail }: Extract<DkimKey, { kind: "invalid" }>): Finding {
  switch (fault) {
    case "short":
      return finding("dkim-key-too-short", "error", {
        clause: "RFC 8301 §3.2",
        subject: name,
        data: { name },
      });
    case "not-for-mail":
      return note("dkim-key-not-for-mail", "error", name);
    case "version":
    case "type":
    case "value":
      return note("dkim-key-invalid", "error", name, { detail: excerpt(detail) });
    default:
      return fault satisfies never;
  }
}

function failure({ selector, txt }: DkimSelectorLook, domain: string): Finding[] {
  return txt.kind === "unreachable" ? [lookFailed(keyName(selector, domain), "TXT", txt)] : [];
}

function givenMissing(selector: string, domain: string): Finding {
  const name = keyName(selector, domain);
  return note("dkim-selector-missing", "error", name, { selector: excerpt(selector) });
}

function note(
  code: string,
  severity: Finding["severity"],
  name: string,
  data: Finding["data"] = {},
): Finding {
  return finding(code, severity, { clause: "RFC 6376 §3.6.1", subject: name, data: { name, ...data } });
}
