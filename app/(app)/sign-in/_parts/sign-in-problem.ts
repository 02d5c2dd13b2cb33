import type { Problem } from "../../_account/form-state.ts";

/** next-auth's `error` parameter, with our own codes in it, as a problem to show. */
export function signInProblem(error: string | null | undefined): Problem | undefined {
  if (!error) return undefined;
  const [code, seconds] = error.split(":");
  switch (code) {
    case "wrong-credentials":
      return { code: "wrong-credentials" };
    case "rate-limited":
      return { code: "rate-limited", minutes: Math.max(1, Math.ceil(Number(seconds) / 60) || 1) };
    case "Verification":
    case "CredentialsSignin":
      return { code: "link-expired" };
    case "not-connected":
    case "AccessDenied":
    case "OAuthCreateAccount":
      return { code: "not-connected" };
    case "OAuthAccountNotLinked":
      return { code: "connected-elsewhere" };
    case "EmailSignin":
      return { code: "email-invalid" };
    default:
      return { code: "sign-in-failed" };
  }
}
