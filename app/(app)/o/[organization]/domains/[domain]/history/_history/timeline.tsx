import { redirect } from "next/navigation";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listTimeline } from "#lib/services/domains/list-timeline.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../../_parts/paths.ts";
import { HistoryPages } from "./history-pages.tsx";
import { NothingYet } from "./nothing-yet.tsx";
import { type EventGroup, kindsOf } from "./read-view.ts";
import { TimelineList } from "./timeline-list.tsx";

type Props = { path: DomainParams; show: "all" | EventGroup; before: string | null };

/** What changed about the domain, as its checks saw it. */
export async function Timeline({ path, show, before }: Props) {
  const asked = { before, kinds: kindsOf(show) };
  const found = await pageValue(await listTimeline(await requestContext(), path, asked));
  if (!found.ok) redirect(setupPath(path));
  const { entries, next } = found.value;
  if (entries.length === 0) return <NothingYet path={path} view={{ show, before }} />;
  return (
    <>
      <TimelineList entries={entries} />
      <HistoryPages path={path} view={{ show, before }} next={next} />
    </>
  );
}
