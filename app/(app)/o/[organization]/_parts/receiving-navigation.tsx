import { IconArchive, IconUpload } from "@tabler/icons-react";
import { getTranslations } from "next-intl/server";
import { roleReaches } from "#lib/services/authorize.ts";
import type { NavigationItem } from "../../../../_ui/navigation-list.tsx";
import { quarantinePath, uploadPath } from "./paths.ts";
import { quarantineLabel } from "./quarantine-label.ts";

/** The ways to what an organization receives beside its domains' reports. */
export async function receivingNavigation(
  organization: string,
  role: Parameters<typeof roleReaches>[0],
): Promise<NavigationItem[]> {
  const t = await getTranslations("upload");
  const upload = {
    href: uploadPath(organization, null),
    label: t("action"),
    icon: <IconUpload size={18} />,
  };
  const quarantine = {
    href: quarantinePath(organization, null),
    label: await quarantineLabel({ organization }),
    icon: <IconArchive size={18} />,
  };
  return [...(roleReaches(role, "member") ? [upload] : []), quarantine];
}
