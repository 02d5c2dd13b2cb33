import { z } from "zod";
import type { Role } from "#lib/db/client.ts";
import {
  countQuarantined,
  listQuarantined,
  type QuarantineCursor,
  type QuarantinedSummary,
} from "#lib/db/quarantine/list-quarantined.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { openQuarantine, type QuarantinePath } from "./open-quarantine.ts";

export type QuarantinePage = {
  role: Role;
  entries: QuarantinedSummary[];
  /** Where the older ones begin; `null` on the last page. */
  next: string | null;
};

/** What waits for a decision, newest first; `before` is the `next` of the page before. */
export async function listQuarantine(
  context: Context,
  path: QuarantinePath,
  { before, limit }: { before: string | null; limit: number },
): Promise<Result<QuarantinePage, "not-proven">> {
  const opened = await openQuarantine(context, path, "viewer");
  if (!opened.ok) return opened;
  const { role, ...scope } = opened.value;
  const rows = await listQuarantined(context.db, scope, { cursor: parseCursor(before), limit: limit + 1 });
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  return ok({ role, entries, next: rows.length > limit && last ? cursorOf(last) : null });
}

/** More than that is not counted. */
export const countedWaiting = 1_000;

/** How much waits for a decision, up to `countedWaiting`. */
export async function countQuarantine(
  context: Context,
  path: QuarantinePath,
): Promise<Result<number, "not-proven">> {
  const opened = await openQuarantine(context, path, "viewer");
  if (!opened.ok) return opened;
  return ok(await countQuarantined(context.db, opened.value, countedWaiting));
}

function cursorOf({ receivedAt, id }: QuarantineCursor): string {
  return `${receivedAt.getTime()}_${id}`;
}

/** A cursor that is none reads from the beginning. */
function parseCursor(text: string | null): QuarantineCursor | null {
  const [, milliseconds, id] = /^(\d{1,14})_(.{36})$/.exec(text ?? "") ?? [];
  if (!z.uuid().safeParse(id).success || id === undefined) return null;
  return { receivedAt: new Date(Number(milliseconds)), id };
}
