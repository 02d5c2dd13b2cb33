import { Button, Textarea, TextInput } from "@mantine/core";
import Form from "next/form";
import { useLocale, useTranslations } from "next-intl";
import type { DomainNameResult } from "#lib/core/domain-name.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { toolPath } from "../_registry/tools.ts";
import classes from "./generator.module.css";
import type { GeneratorQuery } from "./read-query.ts";

const slug = "mta-sts-generator";

/** For a domain that DNS does not know yet, or that nobody is to be asked about. */
export function ByHandOffer({ domain }: { domain: string }) {
  const t = useTranslations("tools.mtaStsGenerator.byHand");
  const action = localePath(useLocale(), toolPath(slug));
  return (
    <p className={classes.quiet}>
      {t("offer")} <a href={`${action}?${new URLSearchParams({ domain, mx: "" })}`}>{t("link")}</a>
    </p>
  );
}

type Props = { query: GeneratorQuery; refusal: Extract<DomainNameResult, { ok: false }> | null };

/** Asks for all that a look-up would bring. */
export function ByHandForm({ query, refusal }: Props) {
  const t = useTranslations();
  const action = localePath(useLocale(), toolPath(slug));
  return (
    <Panel title={t("tools.mtaStsGenerator.byHand.title")}>
      <Form action={action} className={classes.stack}>
        <TextInput
          name="domain"
          label={t("tools.mtaStsGenerator.byHand.domain")}
          description={t("tools.lookUp.domainHint")}
          defaultValue={query.domain}
          error={refusal === null ? undefined : t(`domainName.${refusal.code}`)}
          placeholder="example.com"
          required
          maxLength={1000}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="url"
          className={classes.domain ?? ""}
        />
        <Textarea
          name="mx"
          label={t("tools.mtaStsGenerator.byHand.mx")}
          description={t("tools.mtaStsGenerator.byHand.mxHint")}
          defaultValue={query.mx ?? ""}
          placeholder={"10 mx1.example.com\n20 mx2.example.com"}
          minRows={3}
          autosize
          maxLength={65_536}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          classNames={{ input: classes.box ?? "" }}
        />
        <div className={classes.actions}>
          <Button type="submit">{t("tools.mtaStsGenerator.byHand.submit")}</Button>
          <a href={action}>{t("tools.mtaStsGenerator.byHand.back")}</a>
        </div>
      </Form>
    </Panel>
  );
}
