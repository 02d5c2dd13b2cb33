import { useFormatter } from "next-intl";
import { type Day, startOfDay, utcDay } from "#lib/core/trend/day.ts";
import type { TimelineEntry } from "#lib/services/domains/list-timeline.ts";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import { ToneIcon } from "../../../../../../../_ui/tone-icon.tsx";
import { EventChange } from "./event-change.tsx";
import { eventTone } from "./event-tone.ts";
import classes from "./history.module.css";
import { useEventWords } from "./use-event-words.ts";

/** What changed, newest first, a heading for each UTC day. */
export function TimelineList({ entries }: { entries: readonly TimelineEntry[] }) {
  const days = [...Map.groupBy(entries, ({ at }) => utcDay(at))];
  return days.map(([day, ofDay]) => <DayOfEvents key={day} day={day} entries={ofDay} />);
}

function DayOfEvents({ day, entries }: { day: Day; entries: readonly TimelineEntry[] }) {
  return (
    <section className={classes.day}>
      <h3 className={classes.date}>
        <TimeText value={startOfDay(day)} show="day" />
      </h3>
      <ol className={classes.events}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

/** The day stands above. */
const timeOfDay = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
  timeZoneName: "short",
} as const;

function Entry({ entry }: { entry: TimelineEntry }) {
  const format = useFormatter();
  const { title, text } = useEventWords()(entry);
  const tone = eventTone(entry.kind);
  return (
    <li className={classes.event} data-tone={tone}>
      <span className={classes.mark}>
        <ToneIcon tone={tone} size={18} />
      </span>
      <div className={classes.what}>
        <div className={classes.line}>
          <h4 className={classes.title}>{title}</h4>
          <time className={classes.time} dateTime={entry.at.toISOString()}>
            {format.dateTime(entry.at, timeOfDay)}
          </time>
        </div>
        <p className={classes.text}>{text}</p>
        <EventChange event={entry} />
      </div>
    </li>
  );
}
