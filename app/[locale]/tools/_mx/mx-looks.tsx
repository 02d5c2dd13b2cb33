import { useTranslations } from "next-intl";
import type { DnsAnswer, MxProbes, MxRecord } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { MxHostCard } from "../../../_ui/outside/mx-host-card.tsx";
import { MxHostTable } from "../../../_ui/outside/mx-host-table.tsx";
import classes from "./mx.module.css";
import { MxShortList } from "./mx-short-list.tsx";

type Props = {
  domain: string;
  mx: DnsAnswer<MxRecord>;
  probes: MxProbes;
  /** What the looks were judged to be. */
  findings: readonly Finding[];
  now: Date;
  /** Step by step, with the dialogue and the certificate of each address laid out. */
  detailed?: boolean;
};

/** What the MX hosts showed: a row per host and address. Nothing, where none is looked at. */
export function MxLooks({ domain, mx, probes, findings, now, detailed = false }: Props) {
  const t = useTranslations("tools.mx");
  const { source, hosts, leftOut } = probes;
  if (source === "off" || hosts.length + leftOut.length === 0) return null;
  const signedDomain = mx.kind === "found" && mx.authenticated ? domain : undefined;
  const judged = { now, findings, signedDomain, missing: "left-out" as const };
  const rows = [
    ...hosts.map((evidence) => ({ host: evidence.host, evidence })),
    ...leftOut.map((host) => ({ host, evidence: null })),
  ];
  if (!detailed) return <MxShortList hosts={rows} {...judged} />;
  return (
    <>
      <MxHostTable hosts={rows} {...judged} />
      {hosts.length === 0 ? null : (
        <div className={classes.part}>
          <h3 className={classes.heading}>{t("details")}</h3>
          {hosts.map((evidence) => (
            <MxHostCard key={evidence.host} evidence={evidence} {...judged} />
          ))}
        </div>
      )}
    </>
  );
}
