import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listApiKeys } from "#lib/services/api-keys/list-api-keys.ts";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { CreateKey } from "./create-key.tsx";
import { KeysPanel } from "./keys-panel.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("api.keys");
  return { title: t("title") };
}

/** Keys of an organization's programs; admins only. */
export default async function ApiKeysPage({ params }: Props) {
  const { organization: slug } = await params;
  const found = await pageValue(await listApiKeys(await requestContext(), slug));
  if (!found.ok) return found.code satisfies never;
  const { organization, keys } = found.value;
  const t = await getTranslations("api.keys");
  const locale = await getLocale();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t.rich("description", {
          organization: organization.name,
          reference: (words) => <Link href={`/${locale}/api`}>{words}</Link>,
        })}
        actions={keys.length === 0 ? undefined : <CreateKey organization={slug} />}
      />
      <Stack gap="lg">
        <KeysPanel organization={slug} keys={keys} />
      </Stack>
    </>
  );
}
