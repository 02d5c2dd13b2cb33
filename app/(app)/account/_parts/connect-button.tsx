"use client";

import { Button } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";

/** Goes to the provider and comes back with its identity connected to the signed-in account. */
export function ConnectButton({ id, name }: { id: string; name: string }) {
  const t = useTranslations("accounts.account.methods");
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={t("connectNamed", { provider: name })}
      onClick={() => void signIn(id, { callbackUrl: "/account" })}
    >
      {t("connect")}
    </Button>
  );
}
