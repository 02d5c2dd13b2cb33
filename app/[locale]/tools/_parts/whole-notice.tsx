import { useTranslations } from "next-intl";
import { Notice } from "../../../_ui/notice.tsx";

/** Without a script nothing that streams in is ever put in its place; `query` asks for the page again, all at once. */
export function WholeNotice({ query }: { query: URLSearchParams }) {
  const t = useTranslations("tools.lookUp");
  return (
    <noscript>
      <Notice tone="info">
        <a href={`?${query}&whole=1`} rel="nofollow">
          {t("whole")}
        </a>
      </Notice>
    </noscript>
  );
}
