import { mayGive } from "#lib/services/organizations/change-role.ts";
import type { MembersView } from "#lib/services/organizations/list-members.ts";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { RoleDialog } from "./role-dialog.tsx";

type Props = { view: MembersView; person: MembersView["members"][number] };

const allRoles = ["viewer", "member", "admin", "owner"] as const;

/** Gives a member another role; nothing where the viewer may give none, or the last owner would step down. */
export function RoleButton({ view, person }: Props) {
  const roles = allRoles.filter((role) => mayGive(view.role, person.role, role));
  const owners = view.members.filter(({ role }) => role === "owner").length;
  if (roles.length === 0 || (person.role === "owner" && owners === 1)) return null;
  const { userId, email, role, self } = person;
  return (
    <ClientMessages
      namespaces={["accounts.members", "accounts.role", "accounts.roleMeaning", "accounts.problem"]}
    >
      <RoleDialog
        organization={view.organization.slug}
        person={{ userId, email, role, self }}
        roles={roles}
      />
    </ClientMessages>
  );
}
