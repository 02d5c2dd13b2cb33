import type { DnsAnswer, MxRecord } from "../evidence.ts";
import { mailHosts } from "../mtasts/mail-hosts.ts";

/** The hosts that senders connect to, by preference; none when nothing is known. What is no host name is left out. */
export function probedHosts(domain: string, mx: DnsAnswer<MxRecord>): string[] {
  const hosts = mailHosts(domain, mx);
  const named = "hosts" in hosts ? hosts.hosts.map(({ host }) => host) : [];
  return named.filter((host) => !/^\d+(\.\d+){3}$/.test(host) && !host.includes(":"));
}
