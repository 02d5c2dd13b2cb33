import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, Suspense } from "react";
import type { MxHostEvidence } from "#lib/core/evidence.ts";
import type { StartedProbes } from "#lib/services/tools/start-mx-probes.ts";
import type { MxRowsInput } from "../../../_ui/outside/mx-rows.ts";
import classes from "./mx.module.css";

type Props = {
  hosts: StartedProbes["hosts"];
  now: Date;
  /** Shows the hosts: `MxHostTable` or `MxShortList`. */
  View: (input: MxRowsInput) => ReactNode;
  /** What stands there in the end, which may take a moment more than the last host. */
  children: ReactNode;
};

/** The MX hosts while they are looked at: one table, whose rows are filled in as the hosts answer. */
export function MxProgress(props: Props) {
  return <Stage {...props} seen={new Map()} />;
}

type Seen = ReadonlyMap<string, MxHostEvidence | null>;

type StageProps = Props & { seen: Seen };

/** Each stage stands until one host more is known. */
function Stage(props: StageProps) {
  const { hosts, seen, now, View, children } = props;
  const isLast = seen.size >= hosts.length;
  return (
    <Suspense fallback={<MxSoFar hosts={hosts} seen={seen} now={now} View={View} />}>
      {isLast ? children : <NextStage {...props} />}
    </Suspense>
  );
}

async function NextStage(props: StageProps) {
  const { hosts, seen } = props;
  const pending = hosts.filter(({ host }) => !seen.has(host));
  const next = await Promise.race(
    pending.map(async ({ host, evidence }) => ({ host, evidence: await evidence })),
  );
  return <Stage {...props} seen={new Map(seen).set(next.host, next.evidence)} />;
}

function MxSoFar({ hosts, seen, now, View }: Omit<StageProps, "children">) {
  const t = useTranslations("tools.mx");
  const format = useFormatter();
  const pending = hosts.filter(({ host }) => !seen.has(host)).map(({ host }) => host);
  const rows = hosts.map(({ host }) => ({ host, evidence: seen.get(host) ?? null }));
  return (
    <>
      {pending.length === 0 ? null : (
        <p className={classes.quiet}>
          {t("looking", { hosts: format.list(pending), count: pending.length })}
        </p>
      )}
      {rows.length === 0 ? null : <View hosts={rows} now={now} missing="looking" />}
    </>
  );
}
