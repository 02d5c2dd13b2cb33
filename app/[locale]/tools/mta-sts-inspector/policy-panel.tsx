import { useFormatter, useTranslations } from "next-intl";
import { policyUrl } from "#lib/core/posture/judge-policy.ts";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { FindingList } from "../../../_ui/finding-list.tsx";
import { Fact, Facts } from "../../../_ui/outside/facts.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { useDuration } from "../_mta-sts/duration-text.tsx";
import { NumberedText } from "../_mta-sts/numbered-text.tsx";
import classes from "./inspection.module.css";
import { lineEndsOf } from "./line-ends.ts";

type Props = { result: InspectedMtaSts };

/** The policy file as it came, and what is wrong with it or with the way to it. */
export function PolicyPanel({ result }: Props) {
  const t = useTranslations("tools.mtaStsInspector.policy");
  const { contentHash, inspection } = result;
  const { findings } = inspection.policy;
  const isNothing = result.look.policyFetch.kind === "failed" && findings.length === 0;
  return (
    <Panel title={t("title")} description={t("text")}>
      <Facts>
        <Fact label={t("url")} wide>
          <code>{policyUrl(result.domain)}</code>
        </Fact>
        <Meaning result={result} />
        <Response result={result} />
        {contentHash === null ? null : (
          <Fact label={t("contentHash")} wide>
            <code>{contentHash}</code>
          </Fact>
        )}
      </Facts>
      <PolicyText result={result} />
      {isNothing ? <p className={classes.quiet}>{t("nothing")}</p> : null}
      {findings.length === 0 ? null : <FindingList findings={findings} />}
    </Panel>
  );
}

function Meaning({ result: { inspection } }: Props) {
  const t = useTranslations("tools.mtaStsInspector.policy");
  const duration = useDuration();
  const { value } = inspection.policy;
  if (value === null) return null;
  const seconds = value.maxAgeSeconds;
  return (
    <>
      <Fact label={t("mode")}>
        <code>{value.mode}</code>
      </Fact>
      <Fact label={t("maxAge")}>{t("maxAgeValue", { seconds, duration: duration(seconds) })}</Fact>
    </>
  );
}

function Response({ result: { look } }: Props) {
  const t = useTranslations("tools.mtaStsInspector.policy");
  const format = useFormatter();
  const fetch = look.policyFetch;
  if (fetch.kind === "failed") {
    return (
      <>
        {fetch.status === null ? null : <Fact label={t("status")}>{fetch.status}</Fact>}
        {fetch.location === null ? null : (
          <Fact label={t("location")} wide>
            <code>{fetch.location}</code>
          </Fact>
        )}
      </>
    );
  }
  const octets = new TextEncoder().encode(fetch.text).length;
  return (
    <>
      <Fact label={t("contentType")}>
        {fetch.contentType === null ? t("noContentType") : <code>{fetch.contentType}</code>}
      </Fact>
      <Fact label={t("size")}>
        {format.number(octets, { style: "unit", unit: "byte", unitDisplay: "long" })}
      </Fact>
      <LineEnds text={fetch.text} />
    </>
  );
}

function LineEnds({ text }: { text: string }) {
  const t = useTranslations("tools.mtaStsInspector.policy");
  const kind = lineEndsOf(text);
  return kind === null ? null : <Fact label={t("lineEnds")}>{t(kind)}</Fact>;
}

function PolicyText({ result: { look, inspection } }: Props) {
  const t = useTranslations("tools.mtaStsInspector.policy");
  const fetch = look.policyFetch;
  if (fetch.kind === "failed" || fetch.text === "") return null;
  // Only what stands in the file has a place in it; the rest is about the way there.
  const inFile = inspection.policy.findings.filter(({ code }) => code.startsWith("mtasts-policy-"));
  return (
    <div className={classes.part}>
      <h3 className={classes.heading}>{t("file")}</h3>
      <NumberedText label={t("fileLabel")} text={fetch.text} findings={inFile} />
    </div>
  );
}
