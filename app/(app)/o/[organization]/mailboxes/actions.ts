"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { addMailbox } from "#lib/services/mailboxes/add-mailbox.ts";
import { editMailbox } from "#lib/services/mailboxes/edit-mailbox.ts";
import { pauseMailbox, pauseMailboxInput } from "#lib/services/mailboxes/pause-mailbox.ts";
import { removeMailbox } from "#lib/services/mailboxes/remove-mailbox.ts";
import { mailboxPath } from "#lib/services/mailboxes/require-mailbox.ts";
import { type MailboxTest, testMailbox } from "#lib/services/mailboxes/test-mailbox.ts";
import type { Problem } from "../../../_account/form-state.ts";
import { pageValue } from "../../../_edge/page-value.ts";
import { mailboxesPath } from "../_parts/paths.ts";
import { type MailboxFields, type ProblemOf, readSettings } from "./_parts/read-settings.ts";

export type TestState =
  | null
  | MailboxTest
  | { kind: "refused"; code: "rate-limited" | "secret-missing"; minutes: number };

/** What the form shows after it was sent; a password is not sent back. */
export type MailboxFormState = {
  values?: MailboxFields;
  fields?: ProblemOf;
  tooMany?: true;
  test?: TestState;
};

/** Connects a mailbox, changes it, or tests what stands in the form, as the button pressed says. */
export async function saveMailbox(_: MailboxFormState, form: FormData): Promise<MailboxFormState> {
  const organization = String(form.get("organization") ?? "");
  const id = form.get("id") === null ? null : String(form.get("id"));
  const read = readSettings(form);
  const { values } = read;
  if (!read.ok) return { values, fields: read.fields };
  const { settings } = read;
  const context = await requestContext();
  if (form.get("intent") === "test") {
    return { values, test: await toState(await testMailbox(context, { organization, id, settings })) };
  }
  const saved = await pageValue(
    id === null
      ? await addMailbox(context, { organization, settings })
      : await editMailbox(context, { ...mailboxPath.parse({ organization, id }), settings }),
  );
  if (saved.ok) redirect(mailboxesPath(organization));
  return saved.code === "too-many" ? { values, tooMany: true } : { values, fields: { secret: saved.code } };
}

/** Tests a mailbox as it is stored. */
export async function testStored(_: TestState, form: FormData): Promise<TestState> {
  const input = mailboxPath.parse(Object.fromEntries(form));
  return toState(await testMailbox(await requestContext(), { ...input, settings: null }));
}

async function toState(result: Awaited<ReturnType<typeof testMailbox>>): Promise<TestState> {
  const tested = await pageValue(result);
  if (tested.ok) return tested.value;
  const seconds = result.ok ? 0 : Number(result.data?.seconds ?? 0);
  return { kind: "refused", code: tested.code, minutes: Math.max(1, Math.ceil(seconds / 60)) };
}

/** Stops reading a mailbox, or goes on. */
export async function pause(form: FormData): Promise<void> {
  const input = pauseMailboxInput.parse({
    ...Object.fromEntries(form),
    paused: form.get("paused") === "true",
  });
  await pageValue(await pauseMailbox(await requestContext(), input));
  revalidatePath(mailboxesPath(input.organization));
}

/** A mailbox that is gone already needs no removing. */
export async function remove(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const input = mailboxPath.parse(Object.fromEntries(form));
  const result = await removeMailbox(await requestContext(), input);
  if (result.ok || result.code !== "not-found") await pageValue(result);
  revalidatePath(mailboxesPath(input.organization));
  return undefined;
}
