import { useTranslations } from "next-intl";
import type { FailureRisk } from "#lib/core/rollout/failure-risk.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { type ArticleSection, LearnPage } from "../_parts/learn-page.tsx";
import { Prose, ProseText } from "../_parts/prose.tsx";
import { Terms } from "../_parts/terms.tsx";
import { type FailureTypeKey, failureGroups } from "./failure-groups.ts";
import { FailureType } from "./failure-type.tsx";
import { riskTones } from "./risk-tones.ts";

/** Every failure type, by where it comes from. */
export function FailureTypesArticle() {
  const t = useTranslations();
  const sections: ArticleSection[] = [
    { id: "overview", title: t("learn.failureTypes.overview.title"), body: <Overview /> },
  ];
  for (const { id, types } of failureGroups) {
    sections.push({ id, title: t(`learn.failureTypes.groups.${id}.title`), body: null });
    sections.push(...types.map((type) => sectionOf(type, t(`failureTypes.${type}.title`))));
  }
  return <LearnPage slug="failure-types" sections={sections} />;
}

function sectionOf(type: FailureTypeKey, title: string): ArticleSection {
  return { id: type, title, level: 3, body: <FailureType type={type} /> };
}

const risks = ["blocks", "policy", "dane", "unexplained"] as const satisfies readonly FailureRisk[];

function Overview() {
  const t = useTranslations("tools.reportAnalyser.risk");
  return (
    <>
      <Prose
        texts={[
          "learn.failureTypes.overview.p1",
          "learn.failureTypes.overview.p2",
          "learn.failureTypes.overview.p3",
        ]}
      />
      <Terms
        terms={risks.map((risk) => ({
          id: risk,
          term: <ToneBadge tone={riskTones[risk]}>{t(risk)}</ToneBadge>,
          text: (
            <span>
              <ProseText text={`learn.failureTypes.risks.${risk}`} />
            </span>
          ),
        }))}
      />
    </>
  );
}
