import { z } from "zod";
import { checkDestination } from "#lib/core/tlsrpt/destination.ts";
import type { Domain } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { destinationsOf } from "#lib/services/domains/destinations.ts";

/** The roads that a test report can be sent on; a file that is uploaded and the API need no test. */
export const testedRoads = ["https", "smtp", "imap"] as const;

export type TestedRoad = (typeof testedRoads)[number];

/** Why there is nothing to test on a road. */
export type RoadGap = "no-mail-domain" | "no-mailbox" | "no-mailer" | "no-mailbox-address";

/** `destinations` are the addresses that a test may go to, the first one being proposed. */
export type TestRoad = { road: TestedRoad } & (
  | { kind: "open"; destinations: [string, ...string[]] }
  | { kind: "closed"; gap: RoadGap }
);

/** Where test reports of a domain can go. */
export async function roadsOf(context: Context, domain: Domain): Promise<TestRoad[]> {
  const { db, settings, now } = context;
  const addresses = await db.prisma.reportAddress.findMany({ where: { domainId: domain.id } });
  const { httpsUri, mailtoUri } = destinationsOf(settings, addresses, now);
  const https = settings.reportUrl === null ? asReached(httpsUri, settings.publicUrl) : httpsUri;
  return [
    { road: "https", kind: "open", destinations: [https] },
    mailtoUri === null
      ? { road: "smtp", kind: "closed", gap: "no-mail-domain" }
      : { road: "smtp", kind: "open", destinations: [mailtoUri.slice("mailto:".length)] },
    await mailboxRoad(context, domain),
  ];
}

/** Without an address that senders could reach there is still the one at which people reach us. */
function asReached(httpsUri: string, publicUrl: string): string {
  return `${publicUrl}${new URL(httpsUri).pathname}`;
}

/**
 * Mail goes only to addresses that stand in the domain's own destinations or belong to a mailbox that we read: a test
 * must not be a way to write to anybody.
 */
async function mailboxRoad({ db, mailer }: Context, domain: Domain): Promise<TestRoad> {
  const closed = (gap: RoadGap): TestRoad => ({ road: "imap", kind: "closed", gap });
  const mailboxes = await db.prisma.mailbox.findMany({
    where: { organizationId: domain.organizationId, paused: false },
    select: { user: true },
    orderBy: { createdAt: "asc" },
  });
  if (mailboxes.length === 0) return closed("no-mailbox");
  if (mailer === null) return closed("no-mailer");
  const users = mailboxes.map(({ user }) => user).filter((user) => z.email().safeParse(user).success);
  const [first, ...rest] = new Set([...domain.ownRua.flatMap(mailAddress), ...users]);
  return first
    ? { road: "imap", kind: "open", destinations: [first, ...rest] }
    : closed("no-mailbox-address");
}

function mailAddress(uri: string): string[] {
  const { destination } = checkDestination(uri);
  return destination.kind === "mailto" ? [destination.address] : [];
}
