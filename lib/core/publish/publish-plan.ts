import { proposePolicyMx } from "../mtasts/coverage.ts";
import { formatMtaStsPolicy, type MtaStsPolicy } from "../mtasts/policy.ts";
import { formatMtaStsRecord } from "../mtasts/record.ts";
import { formatTlsRptRecord } from "../tlsrpt/record.ts";
import { ownershipName, ownershipValue } from "./ownership-record.ts";
import { cnameZoneLine, txtZoneLine } from "./zone-line.ts";

export type PublishPlanInput = {
  /** A-labels, no final dot. */
  domain: string;
  httpsUri: string;
  mailtoUri: string | null;
  /** Further destinations of the user's own, after ours. */
  ownRua: string[];
  /** The live MX hosts; for an implicit MX the domain itself. Empty: none are known, so no policy text can be made. */
  mxHosts: string[];
  mode: MtaStsPolicy["mode"];
  maxAgeSeconds: number;
  /** What stays of the policy that is served; left out, `mx` is made from `mxHosts`. Mode `none` needs no `mx`. */
  keep?: Pick<MtaStsPolicy, "mx" | "extensions">;
  policyId: string;
  challenge: string;
  /** The host that serves the policy for the domain; left out, the user serves it on a host of their own. */
  policyHostTarget?: string;
};

/** One thing to publish, told apart by `purpose`. */
export type PublishItem =
  | TxtItem<"ownership">
  | TxtItem<"tlsrpt">
  | TxtItem<"mtasts">
  | (ItemName & { purpose: "policy-host"; type: "CNAME"; value: string; zoneLine: string })
  /** The address is the user's to choose. */
  | (ItemName & { purpose: "policy-host"; type: "A/AAAA"; value: null; zoneLine: null })
  /** `text` has CRLF line ends; `null` when no `mx` is known, of which every mode but `none` needs one (RFC 8461 §3.2). */
  | { purpose: "policy"; name: string; url: string; text: string | null };

type TxtItem<Purpose extends string> = ItemName & {
  purpose: Purpose;
  type: "TXT";
  value: string;
  /** A line for a zone file, the text split into character-strings. */
  zoneLine: string;
};

/** `name` is absolute without final dot; `relativeName` is what most DNS panels ask for, relative to the domain. */
type ItemName = { name: string; relativeName: string };

/**
 * What to publish for a domain, in the order that is safe: the policy goes live before the record that makes senders
 * fetch it (RFC 8461 §8.1).
 */
export function publishPlan(input: PublishPlanInput): PublishItem[] {
  const { domain, challenge, policyId } = input;
  const host = `mta-sts.${domain}`;
  return [
    txt("ownership", ownershipName(domain), domain, ownershipValue(challenge)),
    txt(
      "tlsrpt",
      `_smtp._tls.${domain}`,
      domain,
      formatTlsRptRecord({ rua: destinations(input), extensions: [] }),
    ),
    policyHost(host, domain, input.policyHostTarget),
    {
      purpose: "policy",
      name: host,
      url: `https://${host}/.well-known/mta-sts.txt`,
      text: policyText(input),
    },
    txt("mtasts", `_mta-sts.${domain}`, domain, formatMtaStsRecord({ id: policyId, extensions: [] })),
  ];
}

/**
 * Ours first, since Microsoft has been seen to use only the first; and of ours mail first, since its DKIM signature vouches
 * for the reporter, while a POST often has nobody to vouch for it.
 */
function destinations({ httpsUri, mailtoUri, ownRua }: PublishPlanInput): string[] {
  return [...new Set([mailtoUri, httpsUri, ...ownRua].flatMap((uri) => uri ?? []))];
}

function policyText({ mode, mxHosts, maxAgeSeconds, keep }: PublishPlanInput): string | null {
  const named = () => keep?.mx ?? proposePolicyMx(mxHosts.filter((host) => host !== ""));
  const mx = mode === "none" ? [] : named();
  if (mode !== "none" && mx.length === 0) return null;
  return formatMtaStsPolicy({ mode, mx, maxAgeSeconds, extensions: keep?.extensions ?? [] });
}

function policyHost(name: string, domain: string, target: string | undefined): PublishItem {
  const common = { purpose: "policy-host" as const, name, relativeName: relativeTo(name, domain) };
  if (target === undefined) return { ...common, type: "A/AAAA", value: null, zoneLine: null };
  return { ...common, type: "CNAME", value: target, zoneLine: cnameZoneLine(name, target) };
}

function txt<Purpose extends string>(
  purpose: Purpose,
  name: string,
  domain: string,
  value: string,
): TxtItem<Purpose> {
  const zoneLine = txtZoneLine(name, value);
  return { purpose, name, relativeName: relativeTo(name, domain), type: "TXT", value, zoneLine };
}

function relativeTo(name: string, domain: string): string {
  return name.slice(0, -domain.length - 1);
}
