import { useLocale, useTranslations } from "next-intl";
import { localePath } from "../../_parts/locale-path.ts";
import { toolPath } from "../../tools/_registry/tools.ts";
import { Example } from "../_parts/example.tsx";
import { LearnPage } from "../_parts/learn-page.tsx";
import { Prose } from "../_parts/prose.tsx";
import { mailLines, reportFileLabel, type reportParts, shownPart } from "./example-report.ts";
import { ReportFields } from "./report-fields.tsx";

/** A report, field by field. */
export function ReportArticle() {
  const t = useTranslations("learn.readingAReport");
  return (
    <LearnPage
      slug="reading-a-report"
      sections={[
        { id: "order", title: t("order.title"), body: <Order /> },
        { id: "frame", title: t("frame.title"), body: <Frame /> },
        { id: "head", title: t("head.title"), body: <Part part="head" /> },
        { id: "policy", title: t("policy.title"), body: <Part part="policy" /> },
        { id: "summary", title: t("summary.title"), body: <Part part="summary" /> },
        { id: "details", title: t("details.title"), body: <Part part="details" /> },
        {
          id: "quirks",
          title: t("quirks.title"),
          body: <Prose texts={["learn.readingAReport.quirks.p1", "learn.readingAReport.quirks.p2"]} />,
        },
      ]}
    />
  );
}

function Order() {
  const t = useTranslations("learn.readingAReport.labels");
  const sample = `${localePath(useLocale(), toolPath("report-analyser"))}?sample=1`;
  return (
    <>
      <Prose texts={["learn.readingAReport.order.p1", "learn.readingAReport.order.p2"]} />
      <p>
        <a href={sample}>{t("open")}</a>
      </p>
    </>
  );
}

function Frame() {
  return (
    <>
      <Prose texts={["learn.readingAReport.frame.p1"]} />
      <Example label="message/rfc822">{mailLines}</Example>
      <Prose texts={["learn.readingAReport.frame.p2"]} />
    </>
  );
}

/** A piece of the example, and below it what each of its fields means. */
function Part({ part }: { part: keyof typeof reportParts }) {
  return (
    <>
      {part === "policy" || part === "details" ? <Prose texts={[`learn.readingAReport.${part}.p1`]} /> : null}
      <Example label={reportFileLabel}>{shownPart(part)}</Example>
      <ReportFields part={part} />
    </>
  );
}
