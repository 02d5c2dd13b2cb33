import { ClientMessages } from "../../../../../../_ui/client-messages.tsx";
import type { DomainParams } from "../../../_parts/paths.ts";
import { FaultProbeForm } from "./fault-probe-form.tsx";
import { probeFault } from "./probe-fault-action.tsx";

type Props = {
  path: DomainParams;
  /** What the `FaultButton`s call it. */
  id: string;
};

/**
 * Looks at a reported failure now, when a button asks for it, and shows what came of it. The action is bound here and not
 * in the form, since only then do the styles of what it returns come with the page.
 */
export function FaultProbe({ path: { organization, domain }, id }: Props) {
  return (
    <ClientMessages namespaces={["faultProbe"]}>
      <FaultProbeForm id={id} look={probeFault.bind(null, { organization, domain })} />
    </ClientMessages>
  );
}
