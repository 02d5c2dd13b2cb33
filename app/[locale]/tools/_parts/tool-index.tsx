import { useTranslations } from "next-intl";
import { toolGroups, tools } from "../_registry/tools.ts";
import { MonitorCard } from "./monitor-card.tsx";
import { ToolCards } from "./tool-cards.tsx";
import classes from "./tool-index.module.css";

/** The tools of each group; a group without tools is left out. */
export function ToolIndex() {
  const t = useTranslations("tools.group");
  return (
    <div className={classes.groups}>
      {toolGroups.map((group) => {
        const slugs = tools.filter((tool) => tool.group === group).map(({ slug }) => slug);
        return slugs.length === 0 ? null : (
          <section key={group} className={classes.group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} className={classes.heading}>
              {t(group)}
            </h2>
            <ToolCards slugs={slugs} headingLevel={3} />
          </section>
        );
      })}
      <MonitorCard />
    </div>
  );
}
