import type { DnsAnswer } from "#lib/core/evidence.ts";
import {
  judgeMtaStsLook,
  type MtaStsInspection,
  type MtaStsLook,
} from "#lib/core/inspect/judge-mtasts-look.ts";
import { policyContentHash } from "#lib/core/mtasts/policy-hash.ts";
import { mtaStsRecordName, mtaStsStraysOf } from "#lib/core/mtasts/record-name.ts";
import { tlsRptName } from "#lib/core/tlsrpt/record-name.ts";
import type { Net } from "#lib/net/net.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type LookUpFault, type LookUpInput, openLookUp } from "./open-look-up.ts";

export type InspectedMtaSts = {
  /** A-labels, and the form to show beside them. */
  domain: string;
  unicode: string;
  checkedAt: Date;
  /** Where senders ask for the record. */
  name: string;
  look: MtaStsLook;
  /** Addresses of the policy host, and the aliases that lead to them (RFC 8461 §8.2). */
  policyHost: DnsAnswer<string>;
  inspection: MtaStsInspection;
  /** Of the policy in whatever spelling; `null` without a valid one. */
  contentHash: string | null;
};

/** Looks at a domain's MTA-STS as a sender does: record, policy, MX set. Stores nothing. */
export async function inspectMtaSts(
  context: Context,
  input: LookUpInput,
): Promise<Result<InspectedMtaSts, LookUpFault>> {
  const opened = await openLookUp(context, input);
  if (!opened.ok) return opened;
  const { domain, unicode } = opened.value;
  const { net, now } = context;
  const [look, policyHost] = await Promise.all([
    gather(net, domain, now),
    net.addresses(`mta-sts.${domain}`),
  ]);
  const name = mtaStsRecordName(domain);
  const inspection = judgeMtaStsLook(look);
  const { value } = inspection.policy;
  const contentHash = value ? await policyContentHash(value) : null;
  return ok({ domain, unicode, checkedAt: now, name, look, policyHost, inspection, contentHash });
}

async function gather(net: Net, domain: string, checkedAt: Date): Promise<MtaStsLook> {
  const [record, tlsRptTxt, mx, policyFetch] = await Promise.all([
    askForRecord(net, domain),
    net.txt(tlsRptName(domain)),
    net.mx(domain),
    net.fetchPolicy(domain),
  ]);
  return { domain, checkedAt, ...record, tlsRptTxt, mx, policyFetch };
}

async function askForRecord(net: Net, domain: string): Promise<Pick<MtaStsLook, "mtaStsTxt" | "strays">> {
  const mtaStsTxt = await net.txt(mtaStsRecordName(domain));
  return { mtaStsTxt, strays: mtaStsTxt.kind === "absent" ? await findStrays(net, domain) : [] };
}

async function findStrays(net: Net, domain: string): Promise<MtaStsLook["strays"]> {
  const found = await Promise.all(
    mtaStsStraysOf(domain).map(async ({ name, slip }) => {
      const answer = await net.txt(name);
      const texts = answer.kind === "found" ? answer.records : [];
      const text = texts.find((one) => /^\s*["']?v=STS/i.test(one));
      return text === undefined ? [] : [{ name, slip, text }];
    }),
  );
  return found.flat();
}
