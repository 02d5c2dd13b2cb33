import type { MxAddressLook, MxFault } from "../evidence.ts";
import { type Finding, finding, type Severity } from "../finding.ts";
import type { PolicyMode } from "../mtasts/policy.ts";
import { excerpt } from "./part.ts";

export type FailedLook = Extract<MxAddressLook, { kind: "failed" }>;

/** What rests on the TLS of an MX host: the policy's mode as senders have it, and TLSA records that DANE senders go by. */
export type MxStakes = { mode: PolicyMode; dane: boolean };

/**
 * `domain`: the fault is the host's own, whoever asks. `tls`: it keeps senders from a secure connection, which is an error
 * once a policy or DANE asks for one, and else a warning. `policy`: the same, but DANE senders take it. `doubtful`: true
 * of what we saw, while another network may see something else. `unseen`: it may be about us, and says nothing of the host.
 */
type Blame = "domain" | "tls" | "policy" | "doubtful" | "unseen";

type Fault = { code: string; blame: Blame; clause: string | null };

/** The finding for an address of an MX host that could not be looked at as far as TLS. */
export function mxFaultFinding(host: string, look: FailedLook, stakes: MxStakes): Finding {
  const { code, blame, clause } = faultOf(look);
  const { address, detail, reply } = look;
  const data = { host, address, ...stakesData(stakes), detail: excerpt(reply ?? detail) };
  return finding(code, severityOf(blame, stakes), { clause, subject: host, data });
}

/** The stakes as the wording chooses by them. */
export function stakesData({ mode, dane }: MxStakes): { mode: string; dane: string } {
  return { mode, dane: dane ? "yes" : "no" };
}

const faults: Record<MxFault, Fault> = {
  "target-refused": { code: "mx-address-not-public", blame: "doubtful", clause: "RFC 5321 §5.1" },
  "connect-refused": { code: "mx-connection-refused", blame: "domain", clause: "RFC 5321 §3.1" },
  "connect-timeout": { code: "mx-unreachable", blame: "unseen", clause: null },
  network: { code: "mx-unreachable", blame: "unseen", clause: null },
  closed: { code: "mx-connection-closed", blame: "unseen", clause: "RFC 5321 §3.8" },
  "banner-timeout": { code: "mx-greeting-timeout", blame: "unseen", clause: "RFC 5321 §4.5.3.2.1" },
  "banner-refused": { code: "mx-greeting-refused", blame: "unseen", clause: "RFC 5321 §3.1" },
  "smtp-malformed": { code: "mx-smtp-malformed", blame: "domain", clause: "RFC 5321 §4.2" },
  "smtp-timeout": { code: "mx-smtp-timeout", blame: "unseen", clause: "RFC 5321 §4.5.3.2" },
  "ehlo-refused": { code: "mx-ehlo-refused", blame: "unseen", clause: "RFC 5321 §4.1.1.1" },
  "starttls-not-offered": { code: "mx-starttls-not-offered", blame: "tls", clause: "RFC 8461 §4" },
  "starttls-refused": { code: "mx-starttls-refused", blame: "tls", clause: "RFC 3207 §4" },
  "tls-handshake": { code: "mx-tls-failed", blame: "tls", clause: "RFC 8461 §4" },
  "tls-timeout": { code: "mx-tls-timeout", blame: "unseen", clause: null },
  "tls-too-old": { code: "mx-tls-too-old", blame: "policy", clause: "RFC 8461 §7.2" },
};

/** What the reply, or the point that the dialogue had reached, says beyond the kind of fault. */
function faultOf(look: FailedLook): Fault {
  const replyCode = (look.reply ?? look.banner ?? "").slice(0, 3);
  switch (look.fault) {
    case "banner-refused":
      // 5xx may be about our address (a block list), 4xx about how often we ask; nothing tells these from the host's own.
      return replyCode.startsWith("4")
        ? { ...faults[look.fault], code: "mx-greeting-busy" }
        : faults[look.fault];
    case "ehlo-refused":
      // "Command not recognized" is about EHLO; other replies are about the name that we give, or about us.
      return replyCode === "500" || replyCode === "502" ? ehloUnknown : faults[look.fault];
    case "closed":
      // Once EHLO was answered, STARTTLS is all that we asked for.
      return look.timings.ehloMs === null ? faults[look.fault] : faults["starttls-refused"];
    default:
      return faults[look.fault];
  }
}

const ehloUnknown: Fault = { code: "mx-ehlo-not-understood", blame: "tls", clause: "RFC 5321 §3.2" };

function severityOf(blame: Blame, { mode, dane }: MxStakes): Severity {
  switch (blame) {
    case "domain":
      return "error";
    case "tls":
      return mode !== "none" || dane ? "error" : "warning";
    case "policy":
      return mode === "none" ? "warning" : "error";
    case "doubtful":
      return "warning";
    case "unseen":
      return "unknown";
    default:
      return blame satisfies never;
  }
}
