import type { SecureContext } from "node:tls";
import type { Hop } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Dialler } from "#lib/net/dial.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import type { TargetGuard } from "#lib/net/target.ts";

/** Hears of each hop as it is made, and is waited for: hops come in order. */
export type Tell = (hop: Hop) => Promise<void>;

export type MailToSend = {
  /** Whose MX hosts are asked for. */
  mailDomain: string;
  recipient: string;
  /** Headers and body in ASCII, with CRLF line ends. */
  message: string;
};

export type CourierOptions = {
  resolver: Pick<Resolver, "addresses" | "mx">;
  guard: TargetGuard;
  trust: SecureContext;
  /** 25, unless the operator's network is unusual. */
  smtpPort: number;
  /** How MX hosts are dialled. */
  dialMx: Dialler;
  /** What EHLO says; `null`: the address that we come from, as a literal. */
  helloName: string | null;
};

/** Milliseconds: for one errand as a whole, and for connecting to one address. */
export const courierPatience = { totalMs: 45_000, connectMs: 5_000 };
