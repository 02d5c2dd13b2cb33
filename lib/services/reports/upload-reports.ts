import { findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { defaultStreamCaps } from "#lib/net/unpack/caps.ts";
import { requireMember, requireProvenDomain, requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { createRoom } from "#lib/services/room.ts";
import type { Destination } from "./arrival.ts";
import { type Taken, takeBundle } from "./take-bundle.ts";

/** What a file may have, in octets, unless it is a mailbox. */
export const uploadFileBytes = defaultStreamCaps.fileBytes;

export type Upload = {
  organization: string;
  /** `null`: each report goes to the domains of the organization that it names. */
  domain: string | null;
  chunks: AsyncIterable<Uint8Array>;
  /** As the member's machine calls the file. */
  fileName: string | null;
  /** Octets, as far as they are known. */
  size: number | null;
};

/** What this process holds of uploaded files at a time, in octets; a mailbox is never held whole. */
const room = createRoom({ size: 4 * uploadFileBytes, maxWaiting: 100 });

const longestName = 255;

/** Reports of one file that are stored at a time, so that they share transactions. */
const atOnce = 50;

/**
 * Takes every report of one file that a member hands in; the member vouches for them. What became of each is told once
 * it is committed; the stream rejects when `chunks` or our own storage does. `busy`: too many uploads are waiting.
 */
export async function uploadReports(
  context: Context,
  { organization, domain, chunks, fileName, size }: Upload,
): Promise<Result<AsyncGenerator<Taken>, "not-proven" | "busy">> {
  const found = await openDestination(context, organization, domain);
  if (!found.ok) return found;
  const name = await memberName(context);
  if (!name.ok) return name;
  const place = await room.enter(Math.min(size ?? uploadFileBytes, uploadFileBytes));
  if (!place) return fail("busy");
  const bundle = {
    chunks,
    road: "upload" as const,
    credentials: async () => ({ kind: "member" as const, name: name.value }),
    // Those of the member's browser would say nothing about the report.
    peer: null,
    userAgent: null,
    fileName: fileName?.slice(0, longestName).toWellFormed().replaceAll("\0", "\uFFFD") ?? null,
  };
  return ok(
    leaving(takeBundle(context, found.value, bundle, { caps: defaultStreamCaps, atOnce }), place.leave),
  );
}

async function openDestination(
  context: Context,
  organization: string,
  domain: string | null,
): Promise<Result<Destination, "not-proven">> {
  if (domain === null) {
    const member = await requireMember(context, organization, "member");
    return member.ok ? ok({ kind: "organization", organizationId: member.value.organization.id }) : member;
  }
  const found = await requireProvenDomain(context, { organization, domain }, "member");
  if (!found.ok) return found;
  const { db, now } = context;
  const { organizationId, name } = found.value.domain;
  const [address] = await findDomainsByName(db, organizationId, [name], now);
  return address ? ok({ kind: "domain", address }) : fail("not-found");
}

/** Stands on each report as who vouches for it. */
async function memberName(context: Context): Promise<Result<string>> {
  const user = requireUser(context);
  if (!user.ok) return user;
  const { name, email } = await context.db.prisma.user.findUniqueOrThrow({ where: { id: user.value } });
  return ok(name ?? email);
}

async function* leaving(taken: AsyncGenerator<Taken>, leave: () => void): AsyncGenerator<Taken> {
  try {
    yield* taken;
  } finally {
    leave();
  }
}
