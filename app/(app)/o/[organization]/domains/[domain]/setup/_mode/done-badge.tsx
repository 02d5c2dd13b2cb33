import { useTranslations } from "next-intl";
import { ToneBadge } from "../../../../../../../_ui/tone-badge.tsx";

/** Whether the newest check found a step taken. */
export function DoneBadge({ done }: { done: boolean }) {
  const t = useTranslations("domains.setup.mode");
  return <ToneBadge tone={done ? "ok" : "neutral"}>{t(done ? "done" : "toDo")}</ToneBadge>;
}
