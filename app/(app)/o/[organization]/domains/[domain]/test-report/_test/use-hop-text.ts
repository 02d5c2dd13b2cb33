import { useTranslations } from "next-intl";
import type { EvidenceTrust } from "#lib/core/rollout/rollout.ts";
import type { Hop } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { TestView } from "#lib/services/test-reports/show-test-reports.ts";

/** What a step says of itself, and what to do about a fault. */
export function useHopText(): (hop: Hop) => { what: string; remedy: string | null } {
  const t = useTranslations("testReport");
  const trust = useTranslations("common.trust");
  return ({ step, fault, values: told }) => {
    const values = { ...unknown, ...told };
    if (fault !== null)
      return { what: t(`fault.${fault}.title`, values), remedy: t(`fault.${fault}.remedy`) };
    const done = (what: string) => ({ what, remedy: null });
    switch (step) {
      case "arrived": {
        const road = t(`road.${told.road as TestView["road"]}.name`);
        return done(
          told.peer ? t("hop.arrived.ok", { road, peer: told.peer }) : t("hop.arrived.nobody", { road }),
        );
      }
      case "vouched":
        return done(t("hop.vouched.ok", { trust: trust(told.trust as EvidenceTrust) }));
      case "resolved":
      case "connected":
      case "secured":
      case "submitted":
      case "unpacked":
      case "read":
      case "stored":
      case "answered":
        return done(t(`hop.${step}.ok`, values));
      default:
        return step satisfies never;
    }
  };
}

/** For what a row does not tell. */
const unknown = {
  ...{ host: "", addresses: "", address: "", protocol: "", to: "", status: "" },
  ...{ port: 0, octets: 0, characters: 0, count: 0 },
};
