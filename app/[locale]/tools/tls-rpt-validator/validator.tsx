"use client";

import { Button, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { judgeTlsRptSnippet } from "#lib/core/inspect/judge-tlsrpt-snippet.ts";
import { PlacedFindings, type Span } from "../_parts/placed-findings.tsx";
import { useQuery } from "../_parts/use-query.ts";
import { Outcome } from "./outcome.tsx";
import { ReadRecords } from "./read-records.tsx";
import classes from "./validator.module.css";

/** With two mistakes of the kind that is made most. */
const example = `; zone file of example.com
_smtp._tls  3600  IN  TXT  ( "v=TSLRPTv1; "
                             "rua=tls-reports@example.com,https://tls.example.com/in" )`;

/** A box for a record or a piece of a zone, judged while one types. Sent as a form it works without scripts, too. */
export function Validator({ initial }: { initial: string }) {
  const t = useTranslations("tools.tlsRptValidator");
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  const judged = useMemo(() => judgeTlsRptSnippet(text), [text]);
  useQuery([["record", text]]);

  function show({ start, end }: Span) {
    box.current?.focus();
    box.current?.setSelectionRange(start, end);
  }

  return (
    <>
      <form method="get" className={classes.form}>
        <Textarea
          ref={box}
          name="record"
          label={t("label")}
          description={t("hint")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={"v=TLSRPTv1; rua=mailto:tls-reports@example.com"}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={65_536}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: classes.box ?? "" }}
        />
        <div className={classes.actions}>
          <noscript>
            <Button type="submit" size="xs">
              {t("check")}
            </Button>
          </noscript>
          <Button variant="default" size="xs" type="button" onClick={() => setText(example)}>
            {t("example")}
          </Button>
          {text === "" ? null : (
            <Button variant="subtle" size="xs" type="button" onClick={() => setText("")}>
              {t("clear")}
            </Button>
          )}
        </div>
      </form>
      <Outcome judged={judged} />
      {judged.findings.length === 0 ? null : (
        <section className={classes.part} aria-labelledby="findings">
          <h2 id="findings" className={classes.heading}>
            {t("findings", { count: judged.findings.length })}
          </h2>
          <PlacedFindings text={text} findings={judged.findings} onShow={show} />
        </section>
      )}
      <ReadRecords judged={judged} />
    </>
  );
}
