import type { DaneHostLook, DaneLook, MxHostLook, MxLook } from "#lib/core/audit/evidence.ts";
import type { TlsaRecord } from "#lib/core/dane/record.ts";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { Asker } from "./asker.ts";

/** TLSA records of the MX hosts that were looked at, and whether the resolver validates at all. */
export async function lookUpDane(asker: Asker, { domain, mx, hosts }: MxLook): Promise<DaneLook> {
  const [signed, ...looks] = await Promise.all([
    asker.query(signedName, "NS"),
    ...hosts.map((host) => lookUpHost(asker, host)),
  ]);
  const answers = [signed, mx, ...looks.flatMap(({ addresses, tlsa }) => [addresses, tlsa])];
  return { domain, mx, hosts: looks, resolverValidates: answers.some(isAuthenticated) };
}

/** Signed since 2010, and asked for by every resolver: without AD for it, AD is never given. */
const signedName = "arpa";

/**
 * Where the host is an alias, its target's name is asked first and the host's own second (RFC 7672 §2.2.3). Hosts
 * without secure addresses are asked too, although senders would not: to tell that their TLSA is in vain.
 */
async function lookUpHost(asker: Asker, look: MxHostLook): Promise<DaneHostLook> {
  const { host, addresses } = look;
  const cnames = addresses.kind === "unreachable" ? [] : addresses.cnames;
  const isSecure = addresses.kind !== "unreachable" && addresses.authenticated;
  const target = isSecure ? cnames.at(-1) : undefined;
  if (target !== undefined) {
    const atTarget = await askTlsa(asker, target);
    if (atTarget.tlsa.kind !== "absent") return { ...look, ...atTarget };
  }
  return { ...look, ...(await askTlsa(asker, host)) };
}

async function askTlsa(
  asker: Asker,
  base: string,
): Promise<{ tlsaName: string; tlsa: DnsAnswer<TlsaRecord> }> {
  const tlsaName = `_25._tcp.${base}`;
  return { tlsaName, tlsa: await asker.query(tlsaName, "TLSA") };
}

function isAuthenticated(answer: DnsAnswer<unknown>): boolean {
  return answer.kind !== "unreachable" && answer.authenticated;
}
