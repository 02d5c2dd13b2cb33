import { bimi } from "mailauth/lib/bimi/index.js";
import type { BimiLook, BimiOutcome } from "#lib/core/audit/evidence.ts";
import type { Asker } from "./asker.ts";
import type { DmarcFindings } from "./look-up-dmarc.ts";
import { mailauthResolver } from "./mailauth-resolver.ts";

/** The domain's BIMI record for the selector `default`; what its DMARC asks for decides whether it is used at all. */
export async function lookUpBimi(asker: Asker, domain: string, dmarc: DmarcFindings): Promise<BimiLook> {
  const name = `default._bimi.${domain}`;
  const txt = await asker.txt(name);
  return { domain, name, txt, outcome: await judge(asker, dmarc) };
}

async function judge(asker: Asker, { look, result }: DmarcFindings): Promise<BimiOutcome> {
  const { discovery } = look;
  if (discovery.kind === "failed") return { kind: "failed", detail: discovery.detail };
  if (discovery.kind === "none" || result === null) return { kind: "dmarc-too-weak" };
  const verdict = await bimi({ dmarc: result, headers: { parsed: [] }, resolver: mailauthResolver(asker) });
  return verdict === false ? { kind: "none" } : toOutcome(verdict);
}

type Verdict = Exclude<Awaited<ReturnType<typeof bimi>>, false>;

function toOutcome({ status, authority }: Verdict): BimiOutcome {
  switch (status.result) {
    case "pass":
      return { kind: "valid", hasAuthority: authority !== undefined };
    case "none":
      return { kind: "none" };
    case "declined":
      return { kind: "declined" };
    case "skipped":
      return { kind: "dmarc-too-weak" };
    case "fail":
      return { kind: "broken", fault: faultOf(status.comment ?? "") };
    default:
      return { kind: "failed", detail: status.comment ?? "" };
  }
}

/** The library tells its faults in words only. */
function faultOf(comment: string): Extract<BimiOutcome, { kind: "broken" }>["fault"] {
  if (comment.startsWith("multiple BIMI records")) return "several-records";
  if (comment.startsWith("missing location")) return "location-missing";
  if (comment.startsWith("invalid location")) return "location-not-https";
  return comment.startsWith("invalid authority") ? "authority-not-https" : "other";
}
