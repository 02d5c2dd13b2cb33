import { useLocale, useTranslations } from "next-intl";
import type { ComparedRecord } from "#lib/services/tools/compare-record.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { ZoneComparison } from "../../../_ui/outside/zone-comparison.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { type ToolSlug, toolPath } from "../_registry/tools.ts";
import { Streamed } from "./streamed.tsx";
import classes from "./zone-panel.module.css";

type Props = {
  slug: ToolSlug;
  domain: string;
  name: string;
  /** `null`: nobody has asked for it yet. */
  zone: Promise<ComparedRecord> | null;
  whole: boolean;
};

/** What the zone's own name servers have of a record, past every cache; asked for on demand. */
export function ZonePanel({ slug, domain, name, zone, whole }: Props) {
  const t = useTranslations("tools.zone");
  const path = localePath(useLocale(), toolPath(slug));
  if (zone === null) {
    return (
      <p className={classes.offer}>
        {t("why")}{" "}
        <a href={`${path}?${new URLSearchParams({ domain, zone: "1" })}#zone`} rel="nofollow">
          {t("ask")}
        </a>
      </p>
    );
  }
  return (
    <div id="zone" className={classes.part}>
      <Panel title={t("title")} description={t("text", { name })}>
        <Streamed whole={whole} fallback={<p className={classes.quiet}>{t("asking", { name })}</p>}>
          <PendingZone zone={zone} />
        </Streamed>
      </Panel>
    </div>
  );
}

async function PendingZone({ zone }: { zone: Promise<ComparedRecord> }) {
  return <Zone compared={await zone} />;
}

function Zone({ compared: { name, resolver, view, judgement } }: { compared: ComparedRecord }) {
  const t = useTranslations("tools.zone");
  return (
    <>
      {judgement.standing === "same" ? <Notice tone="ok">{t("same")}</Notice> : null}
      <ZoneComparison
        name={name}
        resolver={resolver}
        view={view}
        findings={judgement.findings}
        headingLevel={3}
      />
    </>
  );
}
