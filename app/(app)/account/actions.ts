"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { isLocale } from "#lib/i18n/locale.ts";
import { signInBrowser } from "#lib/server/auth/browser-session.ts";
import { writeLocale } from "#lib/server/auth/locale-cookie.ts";
import { offeredProviders } from "#lib/server/auth/providers.ts";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { forgetSessionId } from "#lib/server/auth/session-cookie.ts";
import { changePassword, changePasswordInput } from "#lib/services/accounts/change-password.ts";
import { disconnectProvider, disconnectProviderInput } from "#lib/services/accounts/disconnect-provider.ts";
import { endAllSessions } from "#lib/services/accounts/end-all-sessions.ts";
import { endOneSession, endOneSessionInput } from "#lib/services/accounts/end-one-session.ts";
import { updateProfile, updateProfileInput } from "#lib/services/accounts/update-profile.ts";
import {
  type FormState,
  fieldProblems,
  fieldWording,
  type Problem,
  problemOf,
} from "../_account/form-state.ts";
import { pageValue } from "../_edge/page-value.ts";

export type ProfileState = FormState<"name">;
export type PasswordState = FormState<"currentPassword" | "newPassword">;

export async function saveProfile(_: ProfileState, form: FormData): Promise<ProfileState> {
  const values = { name: String(form.get("name") ?? "") };
  const input = updateProfileInput.safeParse({ ...values, locale: form.get("locale") });
  if (!input.success) return { values, fields: fieldProblems(input.error, { name: fieldWording.name }) };
  const saved = await pageValue(await updateProfile(await requestContext(), input.data));
  if (!saved.ok) return saved.code satisfies never;
  if (isLocale(input.data.locale)) await writeLocale(input.data.locale);
  return { values, done: true };
}

/** All sessions end; this browser gets a new one. */
export async function savePassword(_: PasswordState, form: FormData): Promise<PasswordState> {
  const input = changePasswordInput.safeParse({
    currentPassword: form.get("currentPassword") ?? "",
    newPassword: form.get("newPassword") ?? "",
  });
  if (!input.success) return { fields: fieldProblems(input.error, passwordWording) };
  const session = { byLinkAt: (await signedIn())?.byLinkAt ?? null };
  const result = await changePassword(await requestContext(), input.data, session);
  const changed = await pageValue(result);
  if (changed.ok) {
    await signInBrowser(changed.value.userId);
    return { done: true };
  }
  if (changed.code === "wrong-credentials") return { fields: { currentPassword: "wrong-password" } };
  return {
    problem: problemOf({ code: changed.code, ...(result.ok || !result.data ? {} : { data: result.data }) }),
  };
}

/** Signs one other browser out. One that is signed out already needs no more. */
export async function signOutOne(form: FormData): Promise<void> {
  const input = endOneSessionInput.parse(Object.fromEntries(form));
  const result = await endOneSession(await requestContext(), input);
  if (result.ok || result.code !== "not-found") await pageValue(result);
  revalidatePath("/account");
}

/** Takes a provider's identity off the account. One that is off already needs no more. */
export async function disconnect(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const input = disconnectProviderInput.parse(Object.fromEntries(form));
  const offered = offeredProviders().map(({ id }) => id);
  const result = await disconnectProvider(await requestContext(), input, offered);
  if (result.ok || result.code !== "not-found") {
    const gone = await pageValue(result);
    if (!gone.ok) return { code: gone.code };
  }
  revalidatePath("/account");
  return undefined;
}

export async function signOutEverywhere(): Promise<void> {
  await pageValue(await endAllSessions(await requestContext()));
  await forgetSessionId();
  redirect("/sign-in?ended=everywhere");
}

const passwordWording = {
  currentPassword: { invalid: "wrong-password" },
  newPassword: fieldWording.password,
} as const;
