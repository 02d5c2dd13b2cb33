import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { DestinationLook } from "#lib/core/inspect/destination-look.ts";
import {
  judgeTlsRptLook,
  type TlsRptInspection,
  type TlsRptLook,
} from "#lib/core/inspect/judge-tlsrpt-look.ts";
import { checkDestination } from "#lib/core/tlsrpt/destination.ts";
import { selectTlsRptRecord } from "#lib/core/tlsrpt/record.ts";
import { straysOf, tlsRptName } from "#lib/core/tlsrpt/record-name.ts";
import type { Net } from "#lib/net/net.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type ComparedRecord, compareRecord } from "./compare-record.ts";
import type { InspectInput } from "./inspect-mta-sts.ts";
import { type LookUpFault, openLookUp } from "./open-look-up.ts";

export type InspectedTlsRpt = TlsRptInspection & {
  /** A-labels, and the form to show beside them. */
  domain: string;
  unicode: string;
  checkedAt: Date;
  /** Where senders look. */
  name: string;
  answer: DnsAnswer<string>;
};

export type StartedTlsRpt = InspectedTlsRpt & {
  /** Under way; `null`: not asked for. */
  zone: Promise<ComparedRecord> | null;
};

/** Looks at a domain's live TLS-RPT record and at the destinations that it names. Stores nothing. */
export async function startTlsRptInspection(
  context: Context,
  input: InspectInput,
): Promise<Result<StartedTlsRpt, LookUpFault>> {
  const opened = await openLookUp(context, input);
  if (!opened.ok) return opened;
  const { domain, unicode } = opened.value;
  const { net, now } = context;
  const look = await gather(net, domain);
  const name = tlsRptName(domain);
  const zone = input.zone ? compareRecord(net, name, look.txt) : null;
  zone?.catch(() => undefined);
  return ok({ domain, unicode, checkedAt: now, name, answer: look.txt, ...judgeTlsRptLook(look), zone });
}

/** The same, when all of it is there. */
export async function inspectTlsRpt(
  context: Context,
  input: InspectInput,
): Promise<Result<InspectedTlsRpt & { zone: ComparedRecord | null }, LookUpFault>> {
  const started = await startTlsRptInspection(context, input);
  if (!started.ok) return started;
  return ok({ ...started.value, zone: await started.value.zone });
}

async function gather(net: Net, domain: string): Promise<TlsRptLook> {
  const txt = await net.txt(tlsRptName(domain));
  switch (txt.kind) {
    case "found": {
      const selected = selectTlsRptRecord(txt.records);
      const uris = selected.ok ? [...new Set(selected.value.rua)] : [];
      const destinations = await Promise.all(uris.map((uri, index) => lookAt(net, uri, index < maxLooks)));
      return { domain, txt, destinations, strays: [] };
    }
    case "absent":
      return { domain, txt, destinations: [], strays: await findStrays(net, domain) };
    case "unreachable":
      return { domain, txt, destinations: [], strays: [] };
    default:
      return txt satisfies never;
  }
}

/** A record is a stranger's text; it must not make us knock at any number of doors. */
const maxLooks = 6;

async function lookAt(net: Net, uri: string, mayLook: boolean): Promise<DestinationLook> {
  const { destination } = checkDestination(uri);
  switch (destination.kind) {
    case "mailto": {
      const { address, domain } = destination;
      if (!mayLook) return { kind: "untried", uri };
      const mx = await net.mx(domain);
      const addresses = mx.kind === "absent" ? await net.addresses(domain) : null;
      return { kind: "mailto", uri, address, domain, mx, addresses };
    }
    case "https": {
      const { host, port } = destination;
      // Any other port could be made to point anywhere, and an address has no name that a certificate is looked up by.
      const isPlain = (port === null || port === 443) && /[a-z]$/.test(host);
      if (!mayLook) return { kind: "untried", uri };
      return { kind: "https", uri, host, port, reach: isPlain ? await net.probeHttps(host) : null };
    }
    case "unusable":
    case "invalid":
      return { kind: "unusable", uri };
    default:
      return destination satisfies never;
  }
}

async function findStrays(net: Net, domain: string): Promise<TlsRptLook["strays"]> {
  const found = await Promise.all(
    straysOf(domain).map(async ({ name, slip }) => {
      const answer = await net.txt(name);
      const texts = answer.kind === "found" ? answer.records : [];
      const text = texts.find((one) => /^\s*["']?v=TLSRPT/i.test(one));
      return text === undefined ? [] : [{ name, slip, text }];
    }),
  );
  return found.flat();
}
