import { basename } from "node:path";
import { z } from "zod";
import { findDomainsByName } from "#lib/db/reports/find-report-address.ts";
import { createPace } from "#lib/net/unpack/pace.ts";
import { requireMember, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { createRoom, type Place } from "#lib/services/room.ts";
import type { Destination } from "./arrival.ts";
import { createKnownNames } from "./named-domains.ts";
import { type Taken, takeBundle } from "./take-bundle.ts";

export const importReportsInput = z.object({
  organization: z.string().max(80),
  /** Left out, each report goes to the domains of the organization that it names. */
  domain: z.string().max(253).optional(),
  /** Who hands them in, as each report shows it. */
  by: z.string().max(100),
});

/** `octets` may be an estimate: it decides how many files are read at a time. */
export type ImportFile = { name: string; octets: number; open: () => AsyncIterable<Uint8Array> };

/** What became of something in a file; `unread`: the file itself could not be read. */
export type Imported = { file: string } & (Taken | { kind: "unread"; detail: string });

/**
 * Takes all reports of many files: JSON, gzip, zip, mails, mailboxes. What became of each is told once it is committed.
 * Importing the same again changes nothing. Rejects when our storage fails, with what was told before stored.
 */
export async function importReports(
  context: Context,
  input: z.infer<typeof importReportsInput>,
  files: AsyncIterable<ImportFile>,
  tell: (imported: Imported) => void,
): Promise<Result<null, "not-proven">> {
  const destination = await destinationOf(context, input);
  if (!destination.ok) return destination;
  const importOne = (file: ImportFile, atOnce: number) =>
    takeFile(context, destination.value, { file, by: input.by, atOnce }, tell);
  await inParallel(files, importOne);
  return ok(null);
}

async function destinationOf(
  context: Context,
  { organization, domain }: z.infer<typeof importReportsInput>,
): Promise<Result<Destination, "not-proven">> {
  const member = await requireMember(context, organization, "member");
  if (!member.ok) return member;
  const organizationId = member.value.organization.id;
  if (domain === undefined) return ok({ kind: "organization", organizationId, known: createKnownNames() });
  const found = await requireProvenDomain(context, { organization, domain }, "member");
  if (!found.ok) return found;
  const [address] = await findDomainsByName(
    context.db,
    organizationId,
    [found.value.domain.name],
    context.now,
  );
  return address ? ok({ kind: "domain", address }) : fail("not-proven");
}

/**
 * Places for what is under way: of small files, two batches being written, one waiting, and one being read meanwhile. A
 * file takes a place for each so many octets, since what it inflates to is held too.
 */
const places = 800;
const octetsPerPlace = 1_024;
/** A report in a large file takes about so many: those of one file share a transaction. */
const placesPerReport = 4;

/** What reading a file costs beside its octets, in octets: after some twenty, batches that are being written come first. */
const fileCost = 32_768;

/** Small files side by side, a large one alone. After a failure no more is begun, and what is under way ends. */
async function inParallel(
  files: AsyncIterable<ImportFile>,
  importOne: (file: ImportFile, atOnce: number) => Promise<void>,
): Promise<void> {
  const room = createRoom({ size: places, maxWaiting: 1 });
  const running = new Set<Promise<void>>();
  const pace = createPace();
  const faults: unknown[] = [];
  for await (const file of files) {
    const wanted = Math.min(places, Math.max(1, Math.ceil(file.octets / octetsPerPlace)));
    const place = await enter(room.enter(wanted));
    if (faults.length > 0) break;
    if (pace.spend(file.octets + fileCost)) await pace.rest();
    const run = importOne(file, Math.ceil(wanted / placesPerReport))
      .catch((error: unknown) => void faults.push(error))
      .finally(() => {
        place.leave();
        running.delete(run);
      });
    running.add(run);
  }
  await Promise.all(running);
  if (faults.length > 0) throw faults[0];
}

/** Only one file waits at a time, so there is always a place to wait. */
async function enter(entering: Promise<Place | null>): Promise<Place> {
  const place = await entering;
  if (!place) throw new Error("The room turned a file away.");
  return place;
}

async function takeFile(
  context: Context,
  destination: Destination,
  { file, by, atOnce }: { file: ImportFile; by: string; atOnce: number },
  tell: (imported: Imported) => void,
): Promise<void> {
  const credentials = { kind: "member" as const, name: by };
  const bundle = {
    chunks: readable(file),
    road: "upload" as const,
    credentials: async () => credentials,
    peer: null,
    userAgent: null,
    fileName: basename(file.name),
  };
  try {
    for await (const taken of takeBundle(context, destination, bundle, { atOnce })) {
      tell({ file: file.name, ...taken });
    }
  } catch (error) {
    if (!(error instanceof UnreadFile)) throw error;
    tell({ file: file.name, kind: "unread", detail: error.message });
  }
}

/** A file that cannot be read is no reason to end the import; a database that cannot be reached is. */
class UnreadFile extends Error {}

function readable({ open }: ImportFile): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      let chunks: AsyncIterator<Uint8Array> | undefined;
      return {
        next: async () => {
          try {
            chunks ??= open()[Symbol.asyncIterator]();
            return await chunks.next();
          } catch (error) {
            throw new UnreadFile(error instanceof Error ? error.message : String(error));
          }
        },
        return: async () => (await chunks?.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}
