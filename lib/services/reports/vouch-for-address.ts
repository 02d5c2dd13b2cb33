import { registrableDomain } from "#lib/core/domain-name.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { reporterDomains } from "#lib/core/tlsrpt/reporter-domains.ts";
import type { ConfirmedNames } from "#lib/net/confirmed-names.ts";
import { spellsAddress } from "./numbered-name.ts";
import { nobodyVouches, type Vouching } from "./vouching.ts";

/** Who delivered, with the names that its address has. */
export type Sender = { address: string; confirmed: ConfirmedNames };

/**
 * What vouches for a report that came over HTTPS: the sender's address, when its forward-confirmed name belongs to the
 * reporter's domain. HTTPS itself authenticates nobody, and the URL stands in public DNS (RFC 8460 §7). A name that is
 * handed out by number does not count: it belongs to the domain of whoever owns the network.
 */
export function vouchForAddress(sender: Sender, report: TlsReport): Vouching {
  const domains = reporterDomains(report);
  if (domains.length === 0) return nobodyVouches("no-reporter-domain");
  const { address, confirmed } = sender;
  switch (confirmed.kind) {
    case "unknown":
      return nobodyVouches("address-unknown");
    case "none":
      return nobodyVouches("address-without-name");
    case "confirmed": {
      const { names } = confirmed;
      const own = names.filter((host) => domains.includes(registrableDomain(host) ?? ""));
      const name = own.find((host) => !spellsAddress(host, address));
      if (!name)
        return nobodyVouches(own[0] ? `address-by-number:${own[0]}` : `address-of-another:${names[0]}`);
      return { trust: "fcrdns", reason: `address-of-reporter:${name}`, voucher: registrableDomain(name) };
    }
    default:
      return confirmed satisfies never;
  }
}
