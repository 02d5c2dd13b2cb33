import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ChangeNote, changeNotes } from "#lib/core/mtasts/change-notes.ts";
import type { MtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { policyDiff } from "#lib/core/mtasts/policy-diff.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { useDuration } from "./duration-text.tsx";
import classes from "./policy-changes.module.css";

/** What changes for senders when one policy takes the place of another, and how to go there safely. */
export function PolicyChanges({ from, to }: { from: MtaStsPolicy; to: MtaStsPolicy }) {
  const diff = policyDiff(from, to);
  return (
    <div className={classes.changes}>
      {diff.same ? null : (
        <dl className={classes.list}>
          {diff.mode === null ? null : (
            <Change name="mode">
              <FromTo from={diff.mode.from} to={diff.mode.to} />
            </Change>
          )}
          {diff.mxAdded.length + diff.mxRemoved.length === 0 ? null : (
            <Change name="mx">
              {diff.mxRemoved.map((pattern) => (
                <Pattern key={pattern} kind="removed" pattern={pattern} />
              ))}
              {diff.mxAdded.map((pattern) => (
                <Pattern key={pattern} kind="added" pattern={pattern} />
              ))}
            </Change>
          )}
          {diff.maxAgeSeconds === null ? null : <MaxAgeChange {...diff.maxAgeSeconds} />}
          {diff.extensionsChanged ? <ExtensionsChange /> : null}
        </dl>
      )}
      <ul className={classes.notes}>
        {changeNotes(from, to).map((note) => (
          <Note key={note.code} note={note} />
        ))}
      </ul>
    </div>
  );
}

function Change({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.change}>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function FromTo({ from, to }: { from: string; to: string }) {
  const t = useTranslations("tools.mtaSts.change");
  return t.rich("fromTo", {
    from,
    to,
    old: (text) => <del className={classes.old}>{text}</del>,
    new: (text) => <ins className={classes.new}>{text}</ins>,
  });
}

function MaxAgeChange({ from, to }: { from: number; to: number }) {
  const duration = useDuration();
  return (
    <Change name="max_age">
      <FromTo from={`${from} (${duration(from)})`} to={`${to} (${duration(to)})`} />
    </Change>
  );
}

function Pattern({ kind, pattern }: { kind: "added" | "removed"; pattern: string }) {
  const t = useTranslations("tools.mtaSts.change");
  const Mark = kind === "added" ? "ins" : "del";
  return (
    <div>
      <Mark className={kind === "added" ? classes.new : classes.old}>{pattern}</Mark> {t(kind)}
    </div>
  );
}

function ExtensionsChange() {
  const t = useTranslations("tools.mtaSts.change");
  return (
    <div className={classes.change}>
      <dt>{t("extensions")}</dt>
      <dd>{t("extensionsText")}</dd>
    </div>
  );
}

function Note({ note: { code, clause, data } }: { note: ChangeNote }) {
  const t = useTranslations("tools.mtaSts.change.note");
  const duration = useDuration();
  const words = typeof data.seconds === "number" ? { duration: duration(data.seconds) } : { duration: "" };
  return (
    <li>
      {t(code, words)} {clause === null ? null : <ClauseLink clause={clause} />}
    </li>
  );
}
