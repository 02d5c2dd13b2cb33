import { NoData } from "../../../../../../_ui/no-data.tsx";
import { FaultButton } from "./fault-button.tsx";
import classes from "./fault-hosts.module.css";

type Props = {
  resultType: string | null;
  /** Where the failure was seen, as reports name it. */
  hosts: readonly string[];
  /** The `FaultProbe` to ask; `null` for those who may not look. */
  form: string | null;
};

/** The hosts of a failure, each with a button that looks at it now; one for the policy host, or for all when none is named. */
export function FaultHosts({ resultType, hosts, form }: Props) {
  const isOfPolicy = resultType?.startsWith("sts-") ?? false;
  return (
    <ul className={classes.hosts}>
      {hosts.map((host) => (
        <li key={host} className={classes.host}>
          <code>{host}</code>
          {form === null || isOfPolicy ? null : (
            <FaultButton form={form} resultType={resultType} mxHost={host} />
          )}
        </li>
      ))}
      {isOfPolicy || hosts.length === 0 ? (
        <li className={classes.host}>
          {hosts.length === 0 ? <NoData /> : null}
          {form === null ? null : <FaultButton form={form} resultType={resultType} mxHost={null} />}
        </li>
      ) : null}
    </ul>
  );
}
