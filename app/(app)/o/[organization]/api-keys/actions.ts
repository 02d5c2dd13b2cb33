"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { createApiKey, createApiKeyInput } from "#lib/services/api-keys/create-api-key.ts";
import { revokeApiKey, revokeApiKeyInput } from "#lib/services/api-keys/revoke-api-key.ts";
import type { Problem } from "../../../_account/form-state.ts";
import { pageValue } from "../../../_edge/page-value.ts";
import { apiKeysPath } from "../_parts/paths.ts";
import { keyLifetimes, keyPowers, scopesOfPower } from "./key-choices.ts";

export type CreateKeyState = {
  /** About the whole form. */
  problem?: "too-many";
  name?: "name-missing";
  /** What was typed, since the browser empties a form that was sent. */
  values?: { name: string; power: string; lifetime: string };
  /** The key, this once. */
  key?: string;
};

const choices = z.object({
  power: z.enum(keyPowers),
  lifetime: z.coerce.number().pipe(z.literal(keyLifetimes)),
});

/** Makes a key; the answer carries it, and nothing else ever does again. */
export async function createKey(_: CreateKeyState, form: FormData): Promise<CreateKeyState> {
  const text = (field: string) => String(form.get(field) ?? "");
  const values = { name: text("name"), power: text("power"), lifetime: text("lifetime") };
  const { power, lifetime } = choices.parse(values);
  const context = await requestContext();
  const input = createApiKeyInput.safeParse({
    organization: text("organization"),
    name: values.name,
    scopes: scopesOfPower[power],
    expiresAt: lifetime === 0 ? null : new Date(context.now.getTime() + lifetime * 86_400_000),
  });
  if (!input.success) return { values, name: "name-missing" };
  const made = await pageValue(await createApiKey(context, input.data));
  if (made.ok) return { key: made.value.key };
  if (made.code === "too-many") return { values, problem: made.code };
  throw new Error("A key is never made for a time that is over.");
}

/** A key that is gone already needs no revoking. */
export async function revokeKey(_: Problem | undefined, form: FormData): Promise<Problem | undefined> {
  const input = revokeApiKeyInput.parse(Object.fromEntries(form));
  const result = await revokeApiKey(await requestContext(), input);
  if (result.ok || result.code !== "not-found") await pageValue(result);
  revalidatePath(apiKeysPath(input.organization));
  return undefined;
}
