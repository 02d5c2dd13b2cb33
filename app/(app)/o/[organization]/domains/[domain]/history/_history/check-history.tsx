import { redirect } from "next/navigation";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listChecks } from "#lib/services/domains/list-checks.ts";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../../_parts/paths.ts";
import { CheckTable } from "./check-table.tsx";
import { HistoryPages } from "./history-pages.tsx";
import { NothingYet } from "./nothing-yet.tsx";

/** The checks themselves, newest first. */
export async function CheckHistory({ path, before }: { path: DomainParams; before: string | null }) {
  const found = await pageValue(await listChecks(await requestContext(), path, { before }));
  if (!found.ok) redirect(setupPath(path));
  const { runs, next } = found.value;
  if (runs.length === 0) return <NothingYet path={path} view={{ show: "checks", before }} />;
  return (
    <>
      <CheckTable runs={runs} path={path} />
      <HistoryPages path={path} view={{ show: "checks", before }} next={next} />
    </>
  );
}
