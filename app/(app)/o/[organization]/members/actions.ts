"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { changeRole, changeRoleInput } from "#lib/services/organizations/change-role.ts";
import { inviteMember, inviteMemberInput } from "#lib/services/organizations/invite-member.ts";
import { removeMember, removeMemberInput } from "#lib/services/organizations/remove-member.ts";
import {
  renameOrganization,
  renameOrganizationInput,
} from "#lib/services/organizations/rename-organization.ts";
import { revokeInvitation, revokeInvitationInput } from "#lib/services/organizations/revoke-invitation.ts";
import {
  type FormState,
  fieldProblems,
  fieldWording,
  type Problem,
  problemOf,
} from "../../../_account/form-state.ts";
import { pageValue } from "../../../_edge/page-value.ts";
import { membersPath } from "../_parts/paths.ts";

export type InviteState = FormState<"email" | "role"> & { invited?: { link: string; mailed: boolean } };
export type RenameState = FormState<"name">;
export type RoleState = FormState<"role">;

/** Invites an address; the answer carries the link, which is shown this once. */
export async function invite(_: InviteState, form: FormData): Promise<InviteState> {
  const values = { email: String(form.get("email") ?? "").trim(), role: String(form.get("role") ?? "") };
  const input = inviteMemberInput.safeParse({ ...values, organization: form.get("organization") });
  if (!input.success) return { values, fields: fieldProblems(input.error, inviteWording) };
  const t = await getTranslations("mail.invitation");
  const inviter = (await signedIn())?.email ?? "";
  const result = await inviteMember(await requestContext(), input.data, (link, organization) => ({
    subject: t("subject", { organization }),
    text: t("text", { inviter, organization, link }),
  }));
  const invited = await pageValue(result);
  if (!invited.ok) {
    const { code } = invited;
    return {
      values,
      problem: problemOf({ code, ...(result.ok || !result.data ? {} : { data: result.data }) }),
    };
  }
  revalidatePath(membersPath(input.data.organization));
  return { values: { email: input.data.email }, done: true, invited: invited.value };
}

/** Gives a member another role. A member who is gone already needs none. */
export async function setRole(_: RoleState, form: FormData): Promise<RoleState> {
  const input = changeRoleInput.parse(Object.fromEntries(form));
  const result = await changeRole(await requestContext(), input);
  if (result.ok || result.code !== "not-found") {
    const changed = await pageValue(result);
    if (!changed.ok) return { problem: { code: changed.code } };
  }
  revalidatePath(membersPath(input.organization));
  return { done: true };
}

/** Removes a member, or lets one leave. */
export async function remove(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const input = removeMemberInput.parse(Object.fromEntries(form));
  const removed = await pageValue(await removeMember(await requestContext(), input));
  if (!removed.ok) return { code: removed.code };
  if (form.get("self") === "true") redirect("/domains");
  revalidatePath(membersPath(input.organization));
  return undefined;
}

/** An invitation that is gone already needs no revoking. */
export async function revoke(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const input = revokeInvitationInput.parse(Object.fromEntries(form));
  const result = await revokeInvitation(await requestContext(), input);
  if (result.ok || result.code !== "not-found") await pageValue(result);
  revalidatePath(membersPath(input.organization));
  return undefined;
}

export async function rename(_: RenameState, form: FormData): Promise<RenameState> {
  const values = { name: String(form.get("name") ?? "") };
  const input = renameOrganizationInput.safeParse({ ...values, organization: form.get("organization") });
  if (!input.success) return { values, fields: fieldProblems(input.error, { name: fieldWording.name }) };
  await pageValue(await renameOrganization(await requestContext(), input.data));
  revalidatePath(membersPath(input.data.organization), "layout");
  return { values, done: true };
}

const inviteWording = { email: fieldWording.email, role: { invalid: "role-invalid" } } as const;
