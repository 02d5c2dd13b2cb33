"use client";

import { type MantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { HeaderMenu } from "./header-menu.tsx";
import classes from "./theme-switcher.module.css";

const schemes = ["auto", "light", "dark"] as const satisfies MantineColorScheme[];
const icons = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

/** Chooses light, dark or the system's colours; kept in this browser. */
export function ThemeSwitcher() {
  const t = useTranslations("client.theme");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const inBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const current = inBrowser ? colorScheme : "auto";
  const Icon = icons[current];
  return (
    <HeaderMenu button={<Icon size={18} aria-hidden="true" />} name={`${t("label")}: ${t(current)}`}>
      <fieldset className={classes.choices}>
        <legend className={classes.legend}>{t("label")}</legend>
        {schemes.map((scheme) => (
          <label key={scheme} className={classes.choice}>
            <input
              type="radio"
              name="color-scheme"
              checked={scheme === current}
              onChange={() => setColorScheme(scheme)}
            />
            {t(scheme)}
          </label>
        ))}
      </fieldset>
    </HeaderMenu>
  );
}

// The server cannot know the stored scheme, so the first render shows "as the system" on both sides.
function neverChanges(): () => void {
  return () => {};
}
