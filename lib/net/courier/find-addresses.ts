import { isIP } from "node:net";
import { missed, passed } from "#lib/core/tlsrpt/test-report-hop.ts";
import { orderAddresses } from "#lib/net/address-order.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { CourierOptions, Tell } from "./errand.ts";

/** The addresses of a host that may be dialled, in order; none: it was told why. */
export async function findAddresses(
  host: string,
  { resolver, guard }: Pick<CourierOptions, "resolver" | "guard">,
  deadline: Deadline,
  tell: Tell,
): Promise<string[]> {
  const answer = await addressesOf(host, resolver, deadline);
  if (answer.kind === "absent") {
    await tell(missed("resolved", "dns-absent", { host }, answer.reason));
    return [];
  }
  if (answer.kind === "unreachable") {
    const words = `${answer.reason}: ${answer.detail}`;
    await tell(missed("resolved", "dns-unreachable", { host }, words, "unknown"));
    return [];
  }
  const { permitted, refused } = orderAddresses(answer.records, guard);
  if (permitted.length === 0) {
    await tell(missed("resolved", "target-refused", { host, addresses: refused.join(", ") }));
    return [];
  }
  await tell(passed("resolved", { host, addresses: permitted.join(", ") }));
  return permitted;
}

/** RFC 6761 §6.3: `localhost` is this machine, and is asked of nobody. */
async function addressesOf(host: string, resolver: CourierOptions["resolver"], deadline: Deadline) {
  const literal = host.replace(/^\[(.+)\]$/, "$1");
  if (isIP(literal) !== 0) return { kind: "found" as const, records: [literal] };
  if (/(?:^|\.)localhost$/i.test(host)) return { kind: "found" as const, records: ["127.0.0.1", "::1"] };
  return resolver.addresses(host, deadline.remainingMs());
}
