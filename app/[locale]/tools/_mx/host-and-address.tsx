import type { MxRow } from "../../../_ui/outside/mx-rows.ts";
import classes from "./mx.module.css";

/** An MX host, and below it the address that was looked at. */
export function HostAndAddress({ host, look }: Pick<MxRow, "host" | "look">) {
  return (
    <div className={classes.host}>
      {host}
      {look === null ? null : <code>{look.address}</code>}
    </div>
  );
}
