import { ToneIcon } from "../../../../../../_ui/tone-icon.tsx";
import type { Standing } from "../_parts/standing.ts";
import classes from "./check-line.module.css";

type Props = Standing & {
  /** Where the step stands. */
  href: string;
  label: string;
};

/** One part of the domain and how it stands. */
export function CheckLine({ href, label, tone, words }: Props) {
  return (
    <li className={classes.line} data-tone={tone}>
      <span className={classes.icon}>
        <ToneIcon tone={tone} size={20} />
      </span>
      <span>
        <a href={href} className={classes.label}>
          {label}
        </a>
        <span className={classes.state}>{words}</span>
      </span>
    </li>
  );
}
