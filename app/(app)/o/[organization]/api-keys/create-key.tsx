import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";

/** The button that makes a key, with its dialog. */
export function CreateKey({ organization }: { organization: string }) {
  return (
    <ClientMessages namespaces={["api.keys.form", "api.keys.problem", "api.keys.scope"]}>
      <CreateKeyDialog organization={organization} />
    </ClientMessages>
  );
}
