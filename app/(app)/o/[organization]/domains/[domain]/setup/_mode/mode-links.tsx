import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PolicyMode } from "#lib/core/mtasts/policy.ts";
import type { Stage } from "#lib/core/posture/stage.ts";
import { type DomainParams, modePath } from "../../../../_parts/paths.ts";
import classes from "./mode.module.css";

const modesFrom: Record<Stage, readonly PolicyMode[]> = {
  unprotected: [],
  testing: ["enforce", "none"],
  enforce: ["testing", "none"],
  retiring: ["testing"],
};

/** The ways to other modes, the orderly way out among them; nothing while no policy is in force. */
export function ModeLinks({ stage, path }: { stage: Stage; path: DomainParams }) {
  const t = useTranslations("domains.setup.mode");
  const modes = modesFrom[stage];
  if (modes.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="modes-title">
      <h2 id="modes-title" className={classes.title}>
        {t("links.title")}
      </h2>
      <ul className={classes.links}>
        {modes.map((mode) => (
          <li key={mode}>
            <Link href={modePath(path, mode)}>{t(`links.${mode}`)}</Link>
            <span className={classes.meaning}>{t(`links.${mode}Text`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
