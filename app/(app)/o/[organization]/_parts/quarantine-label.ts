import { getFormatter, getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { countedWaiting, countQuarantine } from "#lib/services/quarantine/list-quarantine.ts";

/** Name of the way to a quarantine, with how much waits there; nothing waits where nothing may be seen. */
export async function quarantineLabel(path: { organization: string; domain?: string }): Promise<string> {
  const counted = await countQuarantine(await requestContext(), path);
  const waiting = counted.ok ? counted.value : 0;
  const t = await getTranslations("quarantine");
  if (waiting === 0) return t("nav");
  const format = await getFormatter();
  const count = waiting < countedWaiting ? format.number(waiting) : t("over", { count: countedWaiting - 1 });
  return t("navWaiting", { count });
}
