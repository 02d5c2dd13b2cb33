"use client";

import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";

type Props = {
  /** What was thrown; the server's errors carry a digest that its log repeats. */
  error: unknown;
  retry: () => void;
};

/** Stands where a page failed: says so, gives the reference for the log, and offers another try. */
export function FailureNotice({ error, retry }: Props) {
  const t = useTranslations("client.error");
  const digest = digestOf(error);
  return (
    <Stack gap="sm" maw={640} mx="auto" px="md" py={48}>
      <Title order={1}>{t("title")}</Title>
      <Text>{t("text")}</Text>
      {digest === null ? null : (
        <Text size="sm" c="dimmed">
          {t("reference", { digest })}
        </Text>
      )}
      <Group gap="sm" mt="xs">
        <Button onClick={retry}>{t("retry")}</Button>
        <Button component="a" href="/" variant="default">
          {t("home")}
        </Button>
      </Group>
    </Stack>
  );
}

function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
