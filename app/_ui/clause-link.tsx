import { clauseParts } from "./clause.ts";

/** A finding's clause with each RFC section linked to its text. */
export function ClauseLink({ clause }: { clause: string }) {
  return clauseParts(clause).map(({ text, href }) =>
    href === null ? (
      text
    ) : (
      <a key={href + text} href={href} rel="noreferrer" target="_blank">
        {text}
      </a>
    ),
  );
}
