"use server";

import { getTranslations } from "next-intl/server";
import { requestContext, requestPeer } from "#lib/server/auth/request-context.ts";
import { logger } from "#lib/server/logger.ts";
import { requestSignUp, requestSignUpInput } from "#lib/services/accounts/request-sign-up.ts";
import { type FormState, fieldProblems, fieldWording, problemOf } from "../_account/form-state.ts";

/** Asks for the mail with which an account is made. The answer is the same whether the address has one. */
export async function requestSignUpAction(
  _: FormState<"email">,
  form: FormData,
): Promise<FormState<"email">> {
  const email = String(form.get("email") ?? "").trim();
  const values = { email };
  const input = requestSignUpInput.safeParse({ email, peer: await requestPeer() });
  if (!input.success) return { values, fields: fieldProblems(input.error, { email: fieldWording.email }) };
  const context = await requestContext();
  const t = await getTranslations("mail");
  const result = await requestSignUp(context, input.data, (link) =>
    link
      ? { subject: t("signUp.subject"), text: t("signUp.text", { link }) }
      : {
          subject: t("signUpKnown.subject"),
          text: t("signUpKnown.text", { link: `${context.settings.publicUrl}/sign-in` }),
        },
  );
  if (result.ok) return { values, done: true };
  switch (result.code) {
    case "mail-failed":
      logger().error("a sign-up link could not be mailed");
      return { values, problem: { code: "mail-failed" } };
    case "rate-limited":
      return {
        values,
        problem: problemOf({ code: "rate-limited", ...(result.data ? { data: result.data } : {}) }),
      };
    default:
      return { values, problem: { code: "sign-in-failed" } };
  }
}
