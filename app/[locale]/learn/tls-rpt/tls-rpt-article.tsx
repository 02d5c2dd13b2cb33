import { useTranslations } from "next-intl";
import { Example } from "../_parts/example.tsx";
import { LearnPage } from "../_parts/learn-page.tsx";
import { Prose, ProseList } from "../_parts/prose.tsx";

const record = `_smtp._tls.example.com. 3600 IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com,https://tls.example.net/in"`;

/** What TLS-RPT is. */
export function TlsRptArticle() {
  const t = useTranslations("learn.tlsRpt");
  return (
    <LearnPage
      slug="tls-rpt"
      sections={[
        {
          id: "problem",
          title: t("problem.title"),
          body: <Prose texts={["learn.tlsRpt.problem.p1", "learn.tlsRpt.problem.p2"]} />,
        },
        { id: "how", title: t("how.title"), body: <How /> },
        { id: "record", title: t("record.title"), body: <RecordText /> },
        {
          id: "destinations",
          title: t("destinations.title"),
          body: (
            <Prose
              texts={[
                "learn.tlsRpt.destinations.p1",
                "learn.tlsRpt.destinations.p2",
                "learn.tlsRpt.destinations.p3",
              ]}
            />
          ),
        },
        {
          id: "report",
          title: t("report.title"),
          body: <Prose texts={["learn.tlsRpt.report.p1", "learn.tlsRpt.report.p2"]} />,
        },
        { id: "limits", title: t("limits.title"), body: <Limits /> },
      ]}
    />
  );
}

function How() {
  return (
    <>
      <ProseList ordered texts={["learn.tlsRpt.how.i1", "learn.tlsRpt.how.i2", "learn.tlsRpt.how.i3"]} />
      <Prose texts={["learn.tlsRpt.how.p1"]} />
    </>
  );
}

function RecordText() {
  return (
    <>
      <Prose texts={["learn.tlsRpt.record.p1"]} />
      <Example label="_smtp._tls.example.com">{record}</Example>
      <Prose texts={["learn.tlsRpt.record.p2", "learn.tlsRpt.record.p3", "learn.tlsRpt.record.p4"]} />
    </>
  );
}

function Limits() {
  return (
    <ProseList
      texts={[
        "learn.tlsRpt.limits.i1",
        "learn.tlsRpt.limits.i2",
        "learn.tlsRpt.limits.i3",
        "learn.tlsRpt.limits.i4",
      ]}
    />
  );
}
