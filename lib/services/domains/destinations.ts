import { randomInt } from "node:crypto";
import type { ReportAddress } from "#lib/db/client.ts";
import type { Settings } from "#lib/services/context.ts";

/** Lower-case letters and digits only, since many mail systems fold the case of a local part. 25 of them: 129 bits. */
export function newReportToken(): string {
  return Array.from({ length: 25 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

export type Destinations = {
  httpsUri: string;
  /** `null`: this installation receives no mail. */
  mailtoUri: string | null;
  /** Every destination that works now, the older ones of a rotation included. */
  acceptedRua: string[];
};

/** The `rua` destinations of a domain; the newest address is the one to publish. RFC 8460 §3 knows only https and mailto. */
export function destinationsOf(settings: Settings, addresses: ReportAddress[], now: Date): Destinations {
  const valid = addresses
    .filter((address) => !address.expiresAt || address.expiresAt > now)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const uris = valid.map(({ token }) => urisOf(settings, token));
  const [newest] = uris;
  if (!newest) throw new Error("A domain always has a valid report address.");
  return {
    httpsUri: newest.https,
    mailtoUri: newest.mailto,
    acceptedRua: uris.flatMap(({ https, mailto }) => (mailto ? [https, mailto] : [https])),
  };
}

function urisOf(settings: Settings, token: string): { https: string; mailto: string | null } {
  const base = settings.reportUrl ?? settings.publicUrl.replace(/^http:/, "https:");
  return {
    https: `${base}/api/tlsrpt/${token}`,
    mailto: settings.reportMailDomain ? `mailto:${token}@${settings.reportMailDomain}` : null,
  };
}
