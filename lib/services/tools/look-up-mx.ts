import { type MailHosts, mailHosts } from "#lib/core/mtasts/mail-hosts.ts";
import { type MtaStsPolicy, parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { selectMtaStsRecord } from "#lib/core/mtasts/record.ts";
import { mtaStsRecordName } from "#lib/core/mtasts/record-name.ts";
import type { Net } from "#lib/net/net.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type LookUpFault, type LookUpInput, openLookUp } from "./open-look-up.ts";

/** What a domain publishes for MTA-STS now, as far as it is valid; `unknown`: the look-up failed. */
export type PublishedMtaSts =
  | { kind: "published"; id: string; policy: MtaStsPolicy | null }
  | { kind: "none" }
  | { kind: "unknown" };

export type LookedUpMx = {
  /** A-labels, and the form to show beside them. */
  domain: string;
  unicode: string;
  checkedAt: Date;
  mail: MailHosts;
  published: PublishedMtaSts;
};

/** What a policy for a domain is made from: its mail hosts, and what it has published so far. Stores nothing. */
export async function lookUpMx(
  context: Context,
  input: LookUpInput,
): Promise<Result<LookedUpMx, LookUpFault>> {
  const opened = await openLookUp(context, input);
  if (!opened.ok) return opened;
  const { domain, unicode } = opened.value;
  const [mx, published] = await Promise.all([context.net.mx(domain), findPublished(context.net, domain)]);
  return ok({ domain, unicode, checkedAt: context.now, mail: mailHosts(domain, mx), published });
}

/** The policy is fetched only where a record announces one: most who come to make their first have neither. */
async function findPublished(net: Net, domain: string): Promise<PublishedMtaSts> {
  const answer = await net.txt(mtaStsRecordName(domain));
  if (answer.kind === "unreachable") return { kind: "unknown" };
  const record = answer.kind === "found" ? selectMtaStsRecord(answer.records) : null;
  if (record === null || !record.ok) return { kind: "none" };
  const fetched = await net.fetchPolicy(domain);
  const parsed = fetched.kind === "fetched" ? parseMtaStsPolicy(fetched.text) : null;
  return { kind: "published", id: record.value.id, policy: parsed?.ok ? parsed.value : null };
}
