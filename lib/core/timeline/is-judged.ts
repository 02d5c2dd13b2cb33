import type { DnsAnswer, DomainEvidence, MxAddressLook, MxHostEvidence } from "../evidence.ts";
import { isNothingThere } from "../posture/policy-host-finding.ts";
import type { Posture } from "../posture/posture.ts";
import type { FailingMemory } from "./event.ts";
import { isNoMx } from "./remember-mx.ts";

/** One check: what it saw, and how that was judged. */
export type Seen = { evidence: DomainEvidence; posture: Posture };

/**
 * Whether a check saw what a failing finding speaks of, so that it would have found it again. A look-up without an answer,
 * an address out of our reach, and another fault that comes first say nothing.
 */
export function isJudged(failing: FailingMemory, seen: Seen): boolean {
  const { tlsRptTxt, mtaStsTxt, ownershipTxt } = seen.evidence;
  switch (failing.part) {
    case "tlsRpt":
      return isAnswered(tlsRptTxt);
    case "ownership":
      return ownershipTxt !== null && isAnswered(ownershipTxt);
    case "mtaSts":
      return isAnswered(mtaStsTxt) && (failing.code !== "mtasts-record-without-policy" || isWebAnswer(seen));
    case "policy":
      return isPolicyJudged(failing, seen);
    case "mx":
      return isMxJudged(failing, seen);
    default:
      return failing.part satisfies never;
  }
}

function isAnswered(answer: DnsAnswer<unknown>): boolean {
  return answer.kind !== "unreachable";
}

/** The policy was got, or is known not to be there. */
function isTextKnown({ evidence: { policyFetch } }: Seen): boolean {
  return policyFetch?.kind === "fetched" || (policyFetch?.kind === "failed" && isNothingThere(policyFetch));
}

/** The web server was heard over HTTP, so its name, its address and its certificate were good; or it is gone. */
function isWebAnswer(seen: Seen): boolean {
  const { policyFetch } = seen.evidence;
  if (policyFetch === null || isTextKnown(seen)) return policyFetch !== null;
  return (
    policyFetch.kind === "failed" &&
    ["redirect", "status", "http-malformed", "too-large"].includes(policyFetch.fault)
  );
}

/** Each check may meet another address of the policy host: as long as one fails, nothing has recovered. */
function isPolicyJudged({ code, subject }: FailingMemory, seen: Seen): boolean {
  const { policyAddresses = [], policyAddressesLeftOut = 0 } = seen.evidence;
  if (code === "policy-addresses-differ") {
    return (
      policyAddressesLeftOut === 0 &&
      policyAddresses.every(({ kind }) => kind === "fetched") &&
      isTextKnown(seen)
    );
  }
  if (seen.posture.findings.some((one) => one.code === "policy-address-failing")) return false;
  return subject?.startsWith("https://") ? isTextKnown(seen) : isWebAnswer(seen);
}

function isMxJudged(failing: FailingMemory, seen: Seen): boolean {
  const { domain, mx, mxProbes } = seen.evidence;
  const { code, subject } = failing;
  if (!isAnswered(mx)) return false;
  if (subject === null || code === "domain-does-not-exist" || code === "mx-is-address") return true;
  if (isNoMx(subject, domain, mx)) return true;
  if (code === "mx-not-covered") return isTextKnown(seen);
  const host = mxProbes?.hosts.find((one) => one.host === subject);
  if (host === undefined) return false;
  if (code === "mx-host-without-address") return isAnswered(host.addresses);
  return isDane(failing) ? isDaneJudged(failing, host) : isSecuredAt(failing, host);
}

function isDane({ code }: FailingMemory): boolean {
  return code.startsWith("tlsa-") || code === "dnssec-bogus";
}

/** What is said of the records takes their answer alone; that they do not match takes a certificate, unless they are gone. */
function isDaneJudged(failing: FailingMemory, host: MxHostEvidence): boolean {
  if (!isAnswered(host.tlsa) || !isAnswered(host.addresses)) return false;
  return host.tlsa.kind === "absent" || failing.addresses.length === 0 || isSecuredAt(failing, host);
}

/** Only a finished handshake shows that all before it is good. An address that the host has no more is settled. */
function isSecuredAt(
  { addresses: failed }: FailingMemory,
  { addresses, looks, leftOut }: MxHostEvidence,
): boolean {
  if (addresses.kind !== "found") return false;
  if (failed.length === 0) return looks.length > 0 && leftOut === 0 && looks.every(isSecured);
  return failed.every((address) => {
    const look = looks.find((one) => one.address === address);
    return look === undefined ? !addresses.records.includes(address) : isSecured(look);
  });
}

function isSecured({ kind }: MxAddressLook): boolean {
  return kind === "secured";
}
