import { roleReaches } from "#lib/services/authorize.ts";
import type { SetupView } from "#lib/services/domains/show-setup.ts";
import { ClientMessages } from "../../../../../../../_ui/client-messages.tsx";
import type { DomainParams } from "../../../../_parts/paths.ts";
import { AskZoneForm } from "./ask-zone-form.tsx";
import { askZone } from "./compare-zone-action.tsx";

type Props = {
  setup: SetupView;
  path: DomainParams;
  record: "tlsRpt" | "mtaSts" | "ownership";
  name: string;
};

/**
 * Beside a record that the newest check did not find; before the first check there is nothing to wonder about. Bound here,
 * the action brings the styles of what it returns along with the page.
 */
export function AskZone({ setup: { check, role }, path, record, name }: Props) {
  const { organization, domain } = path;
  if (check === null || !roleReaches(role, "member")) return null;
  return (
    <ClientMessages namespaces={["zoneCheck"]}>
      <AskZoneForm ask={askZone.bind(null, { organization, domain }, record)} name={name} />
    </ClientMessages>
  );
}
