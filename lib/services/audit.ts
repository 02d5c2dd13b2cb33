import type { Db } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";

/** Writes who did what into the audit log; `data` never holds a secret. Takes the transaction of the deed itself. */
export async function audit(
  context: Context,
  transaction: Pick<Db["prisma"], "auditEvent">,
  event: {
    action: string;
    organizationId: string | null;
    subject?: string;
    data?: Record<string, string | number | null>;
    actorId?: string;
  },
): Promise<void> {
  const { actor } = context;
  await transaction.auditEvent.create({
    data: {
      action: event.action,
      organizationId: event.organizationId,
      actorId: event.actorId ?? (actor.kind === "user" ? actor.userId : null),
      subject: event.subject ?? null,
      data: { ...event.data, ...(actor.kind === "key" ? { apiKey: actor.name, apiKeyId: actor.keyId } : {}) },
      at: context.now,
    },
  });
}
