"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { useQuery } from "../_parts/use-query.ts";
import { ChangesPart } from "./changes-part.tsx";
import { CoveragePart } from "./coverage-part.tsx";
import { PolicyPart } from "./policy-part.tsx";
import { RecordPart } from "./record-part.tsx";
import { example, nothing, type ValidatorTexts, withPlainLineEnds } from "./texts.ts";
import classes from "./validator.module.css";

/** Boxes for all that makes up MTA-STS, judged while one types. Sent as a form it works without scripts, too. */
export function Validator({ initial }: { initial: ValidatorTexts }) {
  const t = useTranslations("tools.mtaStsValidator");
  const [texts, setTexts] = useState(() => withPlainLineEnds(initial));
  const { record, policy, mx, before } = useDeferredValue(texts);
  const parsed = policy.trim() === "" ? null : parseMtaStsPolicy(policy);
  const value = parsed?.ok ? parsed.value : null;
  const put = (name: keyof ValidatorTexts) => (text: string) => setTexts({ ...texts, [name]: text });
  useQuery(Object.entries(texts));

  return (
    <form method="get" className={classes.parts}>
      <div className={classes.actions}>
        <noscript>
          <Button type="submit" size="xs">
            {t("check")}
          </Button>
        </noscript>
        <Button variant="default" size="xs" type="button" onClick={() => setTexts(example)}>
          {t("example")}
        </Button>
        {Object.values(texts).every((text) => text === "") ? null : (
          <Button variant="subtle" size="xs" type="button" onClick={() => setTexts(nothing)}>
            {t("clear")}
          </Button>
        )}
      </div>
      <RecordPart typed={texts.record} text={record} onText={put("record")} />
      <PolicyPart typed={texts.policy} text={policy} parsed={parsed} onText={put("policy")} />
      <CoveragePart typed={texts.mx} text={mx} policy={value} onText={put("mx")} />
      <ChangesPart typed={texts.before} text={before} policy={value} onText={put("before")} />
    </form>
  );
}
