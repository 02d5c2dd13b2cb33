import type { LocaleParams } from "../../_parts/page-locale.ts";
import type { SearchParams } from "./query-value.ts";

/** What Next gives to a tool's page. */
export type ToolProps = { params: LocaleParams; searchParams: SearchParams };
