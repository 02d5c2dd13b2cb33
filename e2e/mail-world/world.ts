import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DomainDescription } from "./description.ts";
import { startDnsServer } from "./dns/dns-server.ts";
import { createNameTable } from "./dns/name-table.ts";
import { createDomains } from "./domains.ts";
import { findFreePort } from "./listening.ts";
import { startPolicyHosts } from "./policy/policy-hosts.ts";
import { createReporter, type Reporter, type ReporterIdentity } from "./reporter/reporter.ts";
import type { ReceivedMail } from "./smtp/dialogue.ts";
import { createMxHosts, type SeenSmtpSession } from "./smtp/mx-hosts.ts";
import { createAuthority } from "./tls/authority.ts";
import { createTraffic, note, type Traffic } from "./traffic.ts";

/** Ports 0 or left out are chosen by the system. */
export type WorldOptions = {
  dnsPort?: number;
  policyPort?: number;
  smtpPort?: number;
  /** Where the CA certificate goes (PEM); left out, a temporary file that `stop` removes. */
  caFile?: string;
};

export type World = {
  /** `127.0.0.1:<port>`, UDP and TCP. */
  dns: string;
  dnsPort: number;
  policyPort: number;
  smtpPort: number;
  ca: string;
  caFile: string;
  /** The environment that points a Sealpost process at this world. */
  env: Record<string, string>;
  /** Describes a domain anew; what the description leaves out is gone. Seen by the next query, whole. */
  publish: (domain: string, description: DomainDescription) => Promise<void>;
  /** Replaces the given parts of a published domain and keeps the rest. Throws for an unknown domain. */
  change: (domain: string, parts: Partial<DomainDescription>) => Promise<void>;
  unpublish: (domain: string) => Promise<void>;
  domains: () => Record<string, DomainDescription>;
  /** A sending organization with an address whose name resolves both ways under its domain. */
  reporter: (identity: ReporterIdentity) => Promise<Reporter>;
  received: ReceivedMail[];
  traffic: Traffic;
  stop: () => Promise<void>;
};

/** Starts a small internet on loopback: DNS, policy hosts and MXs under a test CA. Throws when a port is taken. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map((end) => end()));
  };
  try {
    return { ...(await raise(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts part after part; what has started leaves its end in `stops`. */
async function raise(options: WorldOptions, stops: (() => Promise<void>)[]): Promise<Omit<World, "stop">> {
  const received: ReceivedMail[] = [];
  const traffic = createTraffic();
  const names = createNameTable();
  const authority = await createAuthority();
  const dns = await startDnsServer(names, options.dnsPort ?? 0, (query) => note(traffic.dns, query));
  stops.push(dns.stop);
  const policyHosts = await startPolicyHosts(authority, options.policyPort ?? 0, (request) =>
    note(traffic.policy, request),
  );
  stops.push(policyHosts.stop);
  const smtpPort = options.smtpPort || (await findFreePort());
  const onSession = (session: SeenSmtpSession) => note(traffic.smtp, session);
  const mxHosts = createMxHosts(authority, smtpPort, onSession, (mail) => note(received, mail));
  stops.push(mxHosts.stop);
  const ca = await writeCa(authority.caPem, options.caFile);
  stops.push(ca.remove);
  let reporters = 0;
  return {
    dns: `127.0.0.1:${dns.port}`,
    dnsPort: dns.port,
    policyPort: policyHosts.port,
    smtpPort,
    ca: authority.caPem,
    caFile: ca.file,
    env: environment(dns.port, policyHosts.port, smtpPort, ca.file),
    ...createDomains({ names, authority, policyHosts, mxHosts }),
    reporter: async (identity) => createReporter(names, identity, ++reporters),
    received,
    traffic,
  };
}

function environment(dnsPort: number, policyPort: number, smtpPort: number, caFile: string) {
  return {
    DNS_SERVERS: `127.0.0.1:${dnsPort}`,
    NAME_SERVER_PORT: String(dnsPort),
    POLICY_PORT: String(policyPort),
    SMTP_PORT: String(smtpPort),
    EXTRA_CA_FILE: caFile,
    ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
  };
}

async function writeCa(
  pem: string,
  wanted: string | undefined,
): Promise<{ file: string; remove: () => Promise<void> }> {
  const file = wanted ?? join(await mkdtemp(join(tmpdir(), "mail-world-")), "ca.pem");
  await writeFile(file, pem);
  return {
    file,
    async remove() {
      if (wanted === undefined) await rm(dirname(file), { recursive: true, force: true });
    },
  };
}
