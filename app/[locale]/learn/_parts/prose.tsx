import Link from "next/link";
import { type RichTranslationValues, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "#lib/i18n/locale.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { linkTargets } from "./link-targets.ts";
import classes from "./prose.module.css";

/** A key of the catalogs, from their root. */
export type TextKey = Parameters<ReturnType<typeof useTranslations<never>>>[0];

type Values = Record<string, string | number>;

/** One text with its code, clauses and links. The marks that texts may use are `code`, `rfc` and those of `linkTargets`. */
export function ProseText({ text, values }: { text: TextKey; values?: Values }) {
  const t = useTranslations();
  return t.rich(text, { ...proseMarks(useLocale()), ...values });
}

/** Texts as paragraphs. */
export function Prose({ texts, values = {} }: { texts: readonly TextKey[]; values?: Values }) {
  return texts.map((text) => (
    <p key={text}>
      <ProseText text={text} values={values} />
    </p>
  ));
}

/** Texts as a list; `ordered` when they follow each other. */
export function ProseList({ texts, ordered = false }: { texts: readonly TextKey[]; ordered?: boolean }) {
  const List = ordered ? "ol" : "ul";
  return (
    <List className={classes.list}>
      {texts.map((text) => (
        <li key={text}>
          <ProseText text={text} />
        </li>
      ))}
    </List>
  );
}

function proseMarks(locale: Locale): RichTranslationValues {
  const links = Object.entries(linkTargets).map(([mark, path]) => [
    mark,
    (words: ReactNode) => <Link href={localePath(locale, path)}>{words}</Link>,
  ]);
  return {
    code: (words) => <code className={classes.code}>{words}</code>,
    // A clause is plain text in every catalog.
    rfc: (words) => <Clause clause={String(words)} />,
    ...Object.fromEntries(links),
  };
}

function Clause({ clause }: { clause: string }) {
  return (
    <span className={classes.clause}>
      <ClauseLink clause={clause} />
    </span>
  );
}
