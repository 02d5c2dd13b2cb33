import type { z } from "zod";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { type MailboxView, viewMailbox } from "./list-mailboxes.ts";
import { type mailboxPath, requireMailbox } from "./require-mailbox.ts";

/** One mailbox, for the form that changes it. */
export async function showMailbox(
  context: Context,
  input: z.infer<typeof mailboxPath>,
): Promise<Result<MailboxView>> {
  const found = await requireMailbox(context, input);
  return found.ok ? ok(viewMailbox(found.value, context.now)) : found;
}
