import { useTranslations } from "next-intl";
import type { MembersView } from "#lib/services/organizations/list-members.ts";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { ProblemConfirm } from "../../../_account/problem-confirm.tsx";
import { remove } from "./actions.ts";

type Props = { view: MembersView; person: MembersView["members"][number] };

/** Takes a member out, or lets the viewer leave; nothing where the viewer's role may not or the last owner would go. */
export function RemoveButton({ view, person }: Props) {
  const t = useTranslations("accounts.members");
  const mayRemove =
    person.self || view.role === "owner" || (view.role === "admin" && person.role !== "owner");
  const owners = view.members.filter(({ role }) => role === "owner").length;
  if (!mayRemove || (person.role === "owner" && owners === 1)) return null;
  const words = { email: person.email, organization: view.organization.name };
  return (
    <ClientMessages namespaces={["accounts.problem"]}>
      <ProblemConfirm
        label={person.self ? t("leave") : t("remove")}
        name={person.self ? t("leave") : t("removeNamed", words)}
        action={remove}
        fields={{ organization: view.organization.slug, userId: person.userId, self: String(person.self) }}
      >
        {person.self ? t("leaveText", words) : t("removeText", words)}
      </ProblemConfirm>
    </ClientMessages>
  );
}
