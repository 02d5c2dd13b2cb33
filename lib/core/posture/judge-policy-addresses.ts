import type { PolicyFetch, PolicyFetchFault } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { type MtaStsPolicy, parseMtaStsPolicy } from "../mtasts/policy.ts";
import { canonicalPolicyText, policyDiff } from "../mtasts/policy-diff.ts";
import { expiryMark } from "./certificate-expiry.ts";
import { excerpt } from "./part.ts";

type Fetched = Extract<PolicyFetch, { kind: "fetched" }>;
type Failed = Extract<PolicyFetch, { kind: "failed" }>;

/**
 * The other addresses of a policy host, one of which served `policy`. A sender connects to any of them (RFC 8461 §3.3 knows
 * one host and one file), so each must serve, and the same. What our own network did not reach says nothing.
 */
export function judgePolicyAddresses(
  served: Fetched,
  policy: MtaStsPolicy,
  { addresses, now }: { addresses: PolicyFetch[]; now: Date },
): Finding[] {
  const others = addresses.filter(({ address }) => address !== served.address);
  const failed = others.filter((one) => one.kind === "failed");
  const fetched = others.filter((one) => one.kind === "fetched");
  return [
    ...failed.filter((one) => !isOurs(one.fault)).map(failing),
    ...notReached(failed.filter((one) => isOurs(one.fault))),
    ...fetched.filter((one) => !parseMtaStsPolicy(one.text).ok).map(unusable),
    ...differing(served, policy, fetched),
    ...expiring(served, fetched, now),
  ];
}

function isOurs(fault: PolicyFetchFault): boolean {
  return fault === "connect-timeout" || fault === "network" || fault === "dns-unreachable";
}

function failing({ host, address, fault, status, detail }: Failed): Finding {
  // ICU takes no hyphen in a case of `select`.
  const data = { fault: fault.replaceAll("-", "_"), status: status ?? 0, detail: excerpt(detail) };
  return atAddress("policy-address-failing", "warning", { host, address }, data);
}

/** Fetched, and no policy: for a sender that comes here, the domain has none. */
function unusable({ host, address }: Fetched): Finding {
  const data = { fault: "no_policy", status: 200, detail: "HTTP 200" };
  return atAddress("policy-address-failing", "warning", { host, address }, data);
}

function notReached(looks: Failed[]): Finding[] {
  const [first] = looks;
  if (first === undefined) return [];
  const data = { count: looks.length, detail: excerpt(first.detail) };
  return [
    atAddress("policy-address-not-reached", "unknown", { host: first.host, address: listed(looks) }, data),
  ];
}

/** One finding for each policy beside the one that counts here, with the addresses that serve it. */
function differing(served: Fetched, policy: MtaStsPolicy, fetched: Fetched[]): Finding[] {
  const own = canonicalPolicyText(policy);
  const byText = new Map<string, { policy: MtaStsPolicy; looks: Fetched[] }>();
  for (const look of fetched) {
    const parsed = parseMtaStsPolicy(look.text);
    if (!parsed.ok) continue;
    const text = canonicalPolicyText(parsed.value);
    if (text === own) continue;
    byText.set(text, { policy: parsed.value, looks: [...(byText.get(text)?.looks ?? []), look] });
  }
  return [...byText.values()].map((other) => {
    const data = { served: served.address ?? "", ...differenceOf(policy, other.policy) };
    const at = { host: served.host, address: listed(other.looks) };
    return atAddress("policy-addresses-differ", "error", at, data);
  });
}

/** What `other` says differently from `served`, for the wording; `same` and `none` where it does not. */
function differenceOf(served: MtaStsPolicy, other: MtaStsPolicy): Finding["data"] {
  const { mode, maxAgeSeconds, mxAdded, mxRemoved, extensionsChanged } = policyDiff(served, other);
  return {
    modes: mode === null ? "same" : "other",
    mode: other.mode,
    servedMode: served.mode,
    maxAges: maxAgeSeconds === null ? "same" : "other",
    maxAge: other.maxAgeSeconds,
    servedMaxAge: served.maxAgeSeconds,
    added: excerpt(mxAdded.join(", ")) || "none",
    removed: excerpt(mxRemoved.join(", ")) || "none",
    extensions: extensionsChanged ? "other" : "same",
  };
}

/** The addresses of one host may hold certificates of their own; the one that counts here is judged with the policy. */
function expiring(served: Fetched, fetched: Fetched[], now: Date): Finding[] {
  const known = new Set([served.tls?.chain[0]?.fingerprint256]);
  return fetched.flatMap(({ host, address, tls }) => {
    const leaf = tls?.chain[0];
    const mark = leaf === undefined || known.has(leaf.fingerprint256) ? null : expiryMark(leaf, now);
    known.add(leaf?.fingerprint256);
    if (mark === null) return [];
    const { severity, ...when } = mark;
    return [atAddress("policy-host-certificate-expiring", severity, { host, address }, when)];
  });
}

function atAddress(
  code: string,
  severity: Finding["severity"],
  { host, address }: { host: string; address: string | null },
  data: Finding["data"],
): Finding {
  const rest = { clause: "RFC 8461 §3.3", subject: host, data: { host, address: address ?? "", ...data } };
  return finding(code, severity, rest);
}

function listed(looks: PolicyFetch[]): string {
  return excerpt(looks.flatMap(({ address }) => address ?? []).join(", "));
}
