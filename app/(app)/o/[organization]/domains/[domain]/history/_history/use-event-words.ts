import { useTranslations } from "next-intl";
import { finding } from "#lib/core/finding.ts";
import type { DomainEvent, FailingCheck } from "#lib/core/timeline/event.ts";
import { eventValues } from "#lib/core/timeline/event-values.ts";
import { findingWording } from "../../../../../../../_ui/finding-wording.ts";

/** Words an event. */
export function useEventWords(): (event: DomainEvent) => { title: string; text: string } {
  const t = useTranslations();
  const problem = ({ code, data }: FailingCheck) => findingWording(t, finding(code, "error", { data })).title;
  return (event) => {
    // The placeholders of each kind are what `eventValues` gives for it.
    const values = eventValues(event, problem) as never;
    return {
      title: t(`timeline.events.${event.kind}.title`),
      text: t(`timeline.events.${event.kind}.text`, values),
    };
  };
}
