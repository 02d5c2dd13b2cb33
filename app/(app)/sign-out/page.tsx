import { Group } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { signedIn } from "#lib/server/auth/request-context.ts";
import { ButtonLink } from "../../_ui/button-link.tsx";
import { ClientMessages } from "../../_ui/client-messages.tsx";
import { PageHeader } from "../../_ui/page-header.tsx";
import { PublicFrame } from "../../_ui/public-frame.tsx";
import { homePath } from "../sign-in/_parts/return-path.ts";
import { SignOutButton } from "./sign-out-button.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signOut");
  return { title: t("title") };
}

export default async function SignOutPage() {
  if (!(await signedIn())) redirect("/sign-in");
  const t = await getTranslations("accounts.signOut");
  return (
    <PublicFrame width="narrow">
      <PageHeader title={t("title")} description={t("text")} />
      <Group>
        <ClientMessages namespaces={["accounts.signOut"]}>
          <SignOutButton returnTo="landing" />
        </ClientMessages>
        <ButtonLink href={homePath} variant="default" size="md">
          {t("stay")}
        </ButtonLink>
      </Group>
    </PublicFrame>
  );
}
