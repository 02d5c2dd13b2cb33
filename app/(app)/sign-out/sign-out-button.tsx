"use client";

import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { SubmitButton } from "../../_ui/submit-button.tsx";

/** Ends this browser's session; then the landing page, or the same page again. */
export function SignOutButton({ returnTo }: { returnTo: "landing" | "here" }) {
  const t = useTranslations("accounts.signOut");
  return (
    <form action={() => signOut({ callbackUrl: returnTo === "here" ? window.location.pathname : "/" })}>
      <SubmitButton size="md">{t("submit")}</SubmitButton>
    </form>
  );
}
