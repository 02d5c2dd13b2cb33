import type { Db } from "#lib/db/client.ts";
import { createNet } from "#lib/net/net.ts";
import { inviteMember } from "#lib/services/organizations/invite-member.ts";
import { createVault } from "#lib/services/vault.ts";
import { stage } from "./stage.ts";

/** The link of an invitation into the organization of that name in addresses, made by the operator. */
export async function invite(db: Db, organization: string, email: string): Promise<string> {
  const context = {
    actor: { kind: "system" as const },
    db,
    net: createNet({ dnsServers: ["127.0.0.1"], policyPort: 443, extraCaPems: [], allowTargets: [] }),
    mailer: null,
    vault: createVault("of no account here"),
    settings: {
      publicUrl: stage().url,
      reportUrl: null,
      reportMailDomain: null,
      signUp: "invitation" as const,
    },
    now: new Date(),
  };
  const invited = await inviteMember(context, { organization, email, role: "member" }, () => ({
    subject: "",
    text: "",
  }));
  if (!invited.ok) throw new Error(invited.code);
  return invited.value.link;
}
