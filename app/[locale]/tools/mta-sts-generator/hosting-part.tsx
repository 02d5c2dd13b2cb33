import { useTranslations } from "next-intl";
import { type HostingRecipe, type HostingStep, hostingRecipes } from "#lib/core/publish/hosting-recipes.ts";
import type { MtaStsDraft } from "#lib/core/publish/mta-sts-draft.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { CopyField } from "../../../_ui/copy-field.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import classes from "./hosting.module.css";
import order from "./order.module.css";
import { stepKey } from "./step-key.ts";

type Names = { host: string; domain: string };

/** Ways to serve the policy, each with what it needs and every file of it. */
export function HostingPart({
  domain,
  draft: { policy, policyHost },
}: {
  domain: string;
  draft: MtaStsDraft;
}) {
  const t = useTranslations("tools.mtaStsGenerator.hosting");
  if (policy === null) return null;
  const names = { host: policyHost, domain };
  return (
    <Panel
      title={t("title")}
      description={
        <>
          {t("text", names)} <ClauseLink clause="RFC 8461 §3.2, RFC 8461 §3.3" />
        </>
      }
    >
      <div className={classes.recipes}>
        {hostingRecipes({ policyHost, policyText: policy.text }).map((recipe) => (
          <Recipe key={recipe.id} recipe={recipe} names={names} />
        ))}
      </div>
    </Panel>
  );
}

function Recipe({ recipe: { id, steps }, names }: { recipe: HostingRecipe; names: Names }) {
  const t = useTranslations("tools.mtaStsGenerator.hosting");
  return (
    <details name="hosting" className={classes.recipe}>
      <summary className={classes.summary}>
        <span className={classes.title}>{t(`${id}.title`)}</span>
        <span className={classes.when}>{t(`${id}.when`)}</span>
      </summary>
      <div className={classes.body}>
        <dl className={classes.needs}>
          <Need label={t("dns")}>{t(`${id}.dns`, names)}</Need>
          <Need label={t("certificate")}>{t(`${id}.certificate`, names)}</Need>
          <Need label={t("contentType")}>{t(`${id}.contentType`)}</Need>
        </dl>
        <ol className={order.steps}>
          {steps.map((step) => (
            <Step key={step.step} id={id} step={step} names={names} />
          ))}
        </ol>
      </div>
    </details>
  );
}

function Need({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type StepProps = { id: HostingRecipe["id"]; step: HostingStep; names: Names };

function Step({ id, step: { step, code }, names }: StepProps) {
  const t = useTranslations("tools.mtaStsGenerator.hosting");
  return (
    <li className={order.step}>
      <p>{t(stepKey(id, step), names)}</p>
      {code === null ? null : <Code {...code} />}
    </li>
  );
}

function Code({ place, text }: { place: string | null; text: string }) {
  const t = useTranslations("tools.mtaStsGenerator.hosting");
  if (place !== null && text === "") return <CopyField label={t("empty")} value={place} />;
  return (
    <CopyField label={place === null ? t("command") : t("file", { name: place })} value={text} multiline />
  );
}
