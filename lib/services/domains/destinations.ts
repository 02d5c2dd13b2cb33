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
  /** Those that a rotation replaced, and until when they work or worked. */
  formerRua: { uri: string; until: string }[];
  /** The replaced addresses that still work, newest first. */
  former: FormerAddress[];
};

export type FormerAddress = { token: string; httpsUri: string; until: Date };

/** Whether senders can still report there. */
export function isLive({ expiresAt }: Pick<ReportAddress, "expiresAt">, now: Date): boolean {
  return expiresAt === null || expiresAt > now;
}

/** The `rua` destinations of a domain; the newest address without an end is the one to publish. RFC 8460 §3 knows only https and mailto. */
export function destinationsOf(settings: Settings, addresses: ReportAddress[], now: Date): Destinations {
  const sorted = [...addresses].sort(
    (a, b) => endOf(b) - endOf(a) || b.createdAt.getTime() - a.createdAt.getTime(),
  );
  const [newest, ...others] = sorted.filter((address) => isLive(address, now));
  if (!newest) throw new Error("A domain always has a valid report address.");
  const { https, mailto } = urisOf(settings, newest.token);
  const former = others.flatMap(({ token, expiresAt }) =>
    expiresAt ? [{ token, httpsUri: urisOf(settings, token).https, until: expiresAt }] : [],
  );
  return {
    httpsUri: https,
    mailtoUri: mailto,
    acceptedRua: [newest, ...others].flatMap(({ token }) => ruaOf(settings, token)),
    formerRua: sorted.flatMap(({ token, expiresAt }) =>
      expiresAt ? ruaOf(settings, token).map((uri) => ({ uri, until: expiresAt.toISOString() })) : [],
    ),
    former,
  };
}

/** The current address has no end. */
function endOf({ expiresAt }: ReportAddress): number {
  return expiresAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function ruaOf(settings: Settings, token: string): string[] {
  const { https, mailto } = urisOf(settings, token);
  return mailto ? [https, mailto] : [https];
}

function urisOf(settings: Settings, token: string): { https: string; mailto: string | null } {
  const base = settings.reportUrl ?? settings.publicUrl.replace(/^http:/, "https:");
  return {
    https: `${base}/api/tlsrpt/${token}`,
    mailto: settings.reportMailDomain ? `mailto:${token}@${settings.reportMailDomain}` : null,
  };
}
