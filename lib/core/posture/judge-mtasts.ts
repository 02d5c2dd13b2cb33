import type { DomainEvidence } from "../evidence.ts";
import { finding } from "../finding.ts";
import { type MtaStsRecord, selectMtaStsRecord } from "../mtasts/record.ts";
import type { Known } from "./known.ts";
import { lintTtl } from "./lint-ttl.ts";
import { about, type JudgedPart, lookupFailed, presentPart } from "./part.ts";

/** The MTA-STS record (RFC 8461 §3.1). Absent, it makes senders look for no policy. */
export function judgeMtaSts({
  domain,
  mtaStsTxt,
}: DomainEvidence): JudgedPart & { record: Known<MtaStsRecord> } {
  const name = mtaStsName(domain);
  switch (mtaStsTxt.kind) {
    case "unreachable":
      return { ...presentPart([lookupFailed(name, "TXT", mtaStsTxt)]), record: { kind: "unknown" } };
    case "absent": {
      const missing = finding("mtasts-record-missing", "warning", {
        clause: "RFC 8461 §3.1",
        subject: name,
        data: { name },
      });
      return { findings: [missing], state: "absent", record: { kind: "absent" } };
    }
    case "found": {
      const selected = selectMtaStsRecord(mtaStsTxt.records);
      const judged = presentPart([
        ...about(name, selected.findings),
        ...lintTtl("mtasts", name, mtaStsTxt.ttlSeconds),
      ]);
      return {
        ...judged,
        record: selected.ok ? { kind: "valid", value: selected.value } : { kind: "unusable" },
      };
    }
    default:
      return mtaStsTxt satisfies never;
  }
}

export function mtaStsName(domain: string): string {
  return `_mta-sts.${domain}`;
}
