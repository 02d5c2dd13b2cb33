import type { MxHostEvidence, MxProbes } from "#lib/core/evidence.ts";
import type { Context } from "#lib/services/context.ts";
import { probeMxHosts } from "#lib/services/mx/probe-mx-hosts.ts";

/** The looks at the hosts of an MX set, under way. The promises reject for broken infrastructure alone. */
export type StartedProbes = {
  source: MxProbes["source"];
  /** Those that are looked at, each as soon as it is known; `null`: not in time. */
  hosts: { host: string; evidence: Promise<MxHostEvidence | null> }[];
  /** All of them together, and which hosts were left out. */
  probes: Promise<MxProbes>;
};

/** A stranger's zone may name any number of hosts, and one look-up must not knock at all of them. */
export const maxToolHosts = 5;

/** Names come from strangers, so a host is not asked again within the hour. */
const wish = { maxAgeSeconds: 3_600, waitMs: 30_000 };

/** Begins to look at the first few hosts of an MX set. The caller has limited whoever asks (`openLookUp`). */
export function startMxProbes(context: Pick<Context, "db" | "net">, hosts: readonly string[]): StartedProbes {
  const asked = hosts.slice(0, maxToolHosts);
  const open = asked.map((host) => ({ host, ...Promise.withResolvers<MxHostEvidence | null>() }));
  const settle = (host: string, evidence: MxHostEvidence) =>
    open.find((one) => one.host === host)?.resolve(evidence);
  const onHost = (evidence: MxHostEvidence) => settle(evidence.host, evidence);
  const probes = probeMxHosts(context, asked, { ...wish, onHost }).then(
    (found) => {
      for (const { resolve } of open) resolve(null);
      const beyond = found.source === "off" ? [] : hosts.slice(asked.length);
      return { ...found, leftOut: [...found.leftOut, ...beyond] };
    },
    (error: unknown) => {
      for (const { reject } of open) reject(error);
      throw error;
    },
  );
  // Whoever reads one meets its failure there; until then it must not count as one that nobody handles.
  for (const promise of [probes, ...open.map((one) => one.promise)]) promise.catch(() => undefined);
  const { mxSource } = context.net;
  const looked = mxSource === "off" ? [] : open.map(({ host, promise }) => ({ host, evidence: promise }));
  return { source: mxSource, hosts: looked, probes };
}
