import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";

/** Shows more of a long list; nothing when all of it is shown. */
export function MoreButton({ hidden, onMore }: { hidden: number; onMore: () => void }) {
  const t = useTranslations("tools.reportAnalyser");
  if (hidden <= 0) return null;
  return (
    <div>
      <Button variant="default" size="xs" onClick={onMore}>
        {t("more", { count: hidden })}
      </Button>
    </div>
  );
}
