import { TextInput } from "@mantine/core";
import Form from "next/form";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DomainNameFault } from "#lib/core/domain-name.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { type ToolSlug, toolPath } from "../_registry/tools.ts";
import classes from "./look-up-form.module.css";
import type { LookUpRefusal } from "./look-up-refusal.ts";

type Props = {
  slug: ToolSlug;
  /** As it was asked for. */
  domain: string | undefined;
  refusal: LookUpRefusal | null;
  /** Further fields, sent along in the query. */
  children?: ReactNode;
};

/** Asks for a domain by a plain GET: the address of the result can be shared, and no script is needed. */
export function LookUpForm({ slug, domain, refusal, children }: Props) {
  const t = useTranslations("tools.lookUp");
  const action = localePath(useLocale(), toolPath(slug));
  return (
    <>
      <Form action={action} className={classes.form}>
        <TextInput
          name="domain"
          label={t("domain")}
          description={t("domainHint")}
          defaultValue={domain ?? ""}
          key={domain ?? ""}
          error={
            refusal?.code === "invalid-name" ? <InvalidName refusal={refusal} action={action} /> : undefined
          }
          placeholder="example.com"
          required
          withAsterisk={false}
          maxLength={1000}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="url"
          className={classes.domain}
        />
        {children}
        <SubmitButton className={classes.submit ?? ""}>{t("submit")}</SubmitButton>
      </Form>
      {refusal?.code === "rate-limited" ? (
        <Notice tone="warning" role="alert" title={t("limitedTitle")}>
          {t("limited", { points: refusal.points, minutes: Math.ceil(refusal.seconds / 60) })}
        </Notice>
      ) : null}
    </>
  );
}

type InvalidNameRefusal = Extract<LookUpRefusal, { code: "invalid-name" }>;

function InvalidName({ refusal, action }: { refusal: InvalidNameRefusal; action: string }) {
  const t = useTranslations();
  const { suggestion } = refusal;
  return (
    <>
      {t(`domainName.${refusal.fault satisfies DomainNameFault}`)}{" "}
      {suggestion === null ? null : (
        <a href={`${action}?${new URLSearchParams({ domain: suggestion })}`} rel="nofollow">
          {t("tools.lookUp.suggestion", { suggestion })}
        </a>
      )}
    </>
  );
}
