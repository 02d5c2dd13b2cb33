"use server";

import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { signInBrowser } from "#lib/server/auth/browser-session.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { signUp, signUpInput } from "#lib/services/accounts/sign-up.ts";
import { acceptInvitation } from "#lib/services/organizations/accept-invitation.ts";
import { type FormState, fieldProblems, fieldWording, type Problem } from "../../_account/form-state.ts";
import { domainsPath } from "../../o/[organization]/_parts/paths.ts";

export type CreateState = FormState<"email" | "name" | "password">;

/** Makes the account, signs this browser in and goes to the organization's domains. */
export async function createAccount(_: CreateState, form: FormData): Promise<CreateState> {
  const text = (name: string) => String(form.get(name) ?? "");
  const values = { email: text("email").trim(), name: text("name") };
  const input = signUpInput.safeParse({
    ...values,
    token: text("token"),
    password: text("password"),
    locale: await getLocale(),
  });
  if (!input.success) return { values, fields: fieldProblems(input.error, fieldWording) };
  const result = await signUp(await requestContext(), input.data);
  if (!result.ok) {
    const code = result.code === "email-taken" ? "email-taken" : "invitation-invalid";
    return { values, problem: { code } };
  }
  await signInBrowser(result.value.userId);
  redirect(domainsPath(result.value.organization));
}

/** Joins the organization with the account that is signed in. */
export async function accept(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const result = await acceptInvitation(await requestContext(), String(form.get("token") ?? ""));
  if (result.ok) redirect(domainsPath(result.value.organization));
  return { code: result.code === "other-address" ? "other-address" : "invitation-invalid" };
}
