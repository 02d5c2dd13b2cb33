import type { DnsAnswer } from "#lib/core/evidence.ts";
import {
  judgeMtaStsLook,
  type MtaStsInspection,
  type MtaStsLook,
} from "#lib/core/inspect/judge-mtasts-look.ts";
import { policyContentHash } from "#lib/core/mtasts/policy-hash.ts";
import { mtaStsRecordName, mtaStsStraysOf } from "#lib/core/mtasts/record-name.ts";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import { tlsRptName } from "#lib/core/tlsrpt/record-name.ts";
import type { Net } from "#lib/net/net.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type ComparedRecord, compareRecord } from "./compare-record.ts";
import { type LookUpFault, type LookUpInput, openLookUp } from "./open-look-up.ts";
import { type StartedProbes, startMxProbes } from "./start-mx-probes.ts";

export type InspectInput = LookUpInput & {
  /** Ask the zone's own name servers for the record, too. */
  zone?: boolean;
};

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

/** What is known at once, before any MX host was met, and what is still under way. */
export type StartedMtaSts = InspectedMtaSts & {
  mx: StartedProbes;
  /** The same look with what the MX hosts showed. */
  whole: Promise<InspectedMtaSts>;
  /** `null`: not asked for. */
  zone: Promise<ComparedRecord> | null;
};

/**
 * Looks at a domain's MTA-STS as a sender does: record, policy at every address of its host, MX set; and begins to look
 * at the MX hosts. Stores nothing but those looks, which are anybody's.
 */
export async function startMtaStsInspection(
  context: Context,
  input: InspectInput,
): Promise<Result<StartedMtaSts, LookUpFault>> {
  const opened = await openLookUp(context, input);
  if (!opened.ok) return opened;
  const { domain, unicode } = opened.value;
  const { net, now } = context;
  const [{ look, mx }, policyHost] = await Promise.all([
    gather(context, domain),
    net.addresses(`mta-sts.${domain}`),
  ]);
  const name = mtaStsRecordName(domain);
  const inspection = judgeMtaStsLook(look);
  const { value } = inspection.policy;
  const contentHash = value ? await policyContentHash(value) : null;
  const seen = { domain, unicode, checkedAt: now, name, look, policyHost, inspection, contentHash };
  const zone = input.zone ? compareRecord(net, name, look.mtaStsTxt) : null;
  const whole = mx.probes.then((mxProbes) => withMx(seen, { ...look, mxProbes }));
  for (const promise of [whole, zone]) promise?.catch(() => undefined);
  return ok({ ...seen, mx, whole, zone });
}

/** The same, when all of it is there. */
export async function inspectMtaSts(
  context: Context,
  input: InspectInput,
): Promise<Result<InspectedMtaSts & { zone: ComparedRecord | null }, LookUpFault>> {
  const started = await startMtaStsInspection(context, input);
  if (!started.ok) return started;
  const [whole, zone] = await Promise.all([started.value.whole, started.value.zone]);
  return ok({ ...whole, zone });
}

function withMx(seen: InspectedMtaSts, look: MtaStsLook): InspectedMtaSts {
  return { ...seen, look, inspection: judgeMtaStsLook(look) };
}

/** The MX hosts are met while the policy is still on its way. */
async function gather(context: Context, domain: string): Promise<{ look: MtaStsLook; mx: StartedProbes }> {
  const { net, now } = context;
  const [record, tlsRptTxt, mail, policy] = await Promise.all([
    askForRecord(net, domain),
    net.txt(tlsRptName(domain)),
    askForMx(context, domain),
    net.fetchPolicyEverywhere(domain),
  ]);
  const look = {
    domain,
    checkedAt: now,
    ...record,
    tlsRptTxt,
    mx: mail.answer,
    policyFetch: policy.fetch,
    policyAddresses: policy.addresses,
    policyAddressesLeftOut: policy.leftOut,
  };
  return { look, mx: mail.started };
}

async function askForMx(context: Context, domain: string) {
  const answer = await context.net.mx(domain);
  return { answer, started: startMxProbes(context, probedHosts(domain, answer)) };
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
