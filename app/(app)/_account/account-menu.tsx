import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { listOrganizations } from "#lib/services/organizations/list-organizations.ts";
import { ClientMessages } from "../../_ui/client-messages.tsx";
import { AccountMenuButton } from "./account-menu-button.tsx";

/** The signed-in user's menu at the end of the header; nothing for visitors. */
export async function AccountMenu() {
  const user = await signedIn();
  if (!user) return null;
  const organizations = await listOrganizations(await requestContext());
  return (
    <ClientMessages namespaces={["accounts.menu"]}>
      <AccountMenuButton email={user.email} organizations={organizations.ok ? organizations.value : []} />
    </ClientMessages>
  );
}
