"use server";

import { z } from "zod";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { setRetention, setRetentionInput } from "#lib/services/retention/set-retention.ts";
import { pageValue } from "../../../_edge/page-value.ts";

/** `text`: as it was typed. */
export type RetentionState =
  | null
  | { kind: "invalid"; text: string }
  | { kind: "saved"; days: number; text: string };

const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/)
  .transform(Number);

/** Stores for how many days the organization keeps reports. */
export async function retentionAction(
  organization: string,
  _: RetentionState,
  form: FormData,
): Promise<RetentionState> {
  const text = String(form.get("days") ?? "");
  const input = setRetentionInput.safeParse({ organization, days: wholeNumber.safeParse(text).data });
  if (!input.success) return { kind: "invalid", text };
  const saved = await pageValue(await setRetention(await requestContext(), input.data));
  if (!saved.ok) return saved.code satisfies never;
  const { days } = saved.value;
  return { kind: "saved", days, text: String(days) };
}
