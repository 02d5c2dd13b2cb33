"use client";

import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { MailboxFormState } from "../actions.ts";
import type { MailboxFields } from "./read-settings.ts";

type Props = { state: MailboxFormState; values: MailboxFields; onChoice?: (option: string) => void } & (
  | { name: "security"; options: readonly ("tls" | "starttls" | "none")[] }
  | { name: "authentication"; options: readonly ("password" | "oauth2" | "oauth2_client")[] }
  | { name: "afterwards"; options: readonly ("leave" | "flag" | "move")[] }
);

/** One of a few, all visible. */
export function Choice({ state, values, name, options, onChoice }: Props) {
  const t = useTranslations("mailboxes");
  const code = state.fields?.[name];
  return (
    <Radio.Group
      // The browser empties a form that was sent.
      key={values[name]}
      name={name}
      label={t(`form.${name}`)}
      defaultValue={values[name] ?? options[0] ?? ""}
      error={code ? t(`problem.${code}`, { minutes: 1 }) : null}
      {...(onChoice ? { onChange: onChoice } : {})}
    >
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Radio
            key={option}
            value={option}
            label={t(`form.${name}_${option}` as "form.security_tls")}
            description={
              hints.has(option) ? t(`form.${name}_${option}Hint` as "form.afterwards_flagHint") : undefined
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Options that need a word more. */
const hints: ReadonlySet<string> = new Set(["flag", "oauth2", "oauth2_client"]);
