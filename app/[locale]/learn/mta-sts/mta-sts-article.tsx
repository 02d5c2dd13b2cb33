import { useTranslations } from "next-intl";
import { Example } from "../_parts/example.tsx";
import { LearnPage } from "../_parts/learn-page.tsx";
import { Prose, ProseList, ProseText } from "../_parts/prose.tsx";
import { Terms } from "../_parts/terms.tsx";

const record = `_mta-sts.example.com. 3600 IN TXT "v=STSv1; id=20260302T091500Z"`;
const policy = `version: STSv1
mode: testing
mx: mx1.example.com
mx: mx2.example.com
max_age: 604800`;

/** What MTA-STS is. */
export function MtaStsArticle() {
  const t = useTranslations("learn.mtaSts");
  return (
    <LearnPage
      slug="mta-sts"
      sections={[
        {
          id: "problem",
          title: t("problem.title"),
          body: <Prose texts={["learn.mtaSts.problem.p1", "learn.mtaSts.problem.p2"]} />,
        },
        { id: "parts", title: t("parts.title"), body: <RecordAndFile /> },
        { id: "fetch", title: t("fetch.title"), body: <Fetch /> },
        {
          id: "mx",
          title: t("mx.title"),
          body: <ProseList texts={["learn.mtaSts.mx.i1", "learn.mtaSts.mx.i2", "learn.mtaSts.mx.i3"]} />,
        },
        { id: "modes", title: t("modes.title"), body: <Modes /> },
        {
          id: "change",
          title: t("change.title"),
          body: <Prose texts={["learn.mtaSts.change.p1", "learn.mtaSts.change.p2"]} />,
        },
        {
          id: "dane",
          title: t("dane.title"),
          body: <Prose texts={["learn.mtaSts.dane.p1", "learn.mtaSts.dane.p2"]} />,
        },
        { id: "limits", title: t("limits.title"), body: <Limits /> },
        { id: "leave", title: t("leave.title"), body: <Prose texts={["learn.mtaSts.leave.p1"]} /> },
      ]}
    />
  );
}

function RecordAndFile() {
  return (
    <>
      <Prose texts={["learn.mtaSts.parts.p1"]} />
      <Example label="_mta-sts.example.com">{record}</Example>
      <Prose texts={["learn.mtaSts.parts.p2"]} />
      <Example label="https://mta-sts.example.com/.well-known/mta-sts.txt">{policy}</Example>
      <Prose texts={["learn.mtaSts.parts.p3", "learn.mtaSts.parts.p4"]} />
    </>
  );
}

function Fetch() {
  return (
    <ProseList
      ordered
      texts={[
        "learn.mtaSts.fetch.i1",
        "learn.mtaSts.fetch.i2",
        "learn.mtaSts.fetch.i3",
        "learn.mtaSts.fetch.i4",
      ]}
    />
  );
}

function Modes() {
  const t = useTranslations("learn.mtaSts.modes");
  const modes = ["testing", "enforce", "none"] as const;
  return (
    <Terms
      terms={modes.map((mode) => ({
        id: mode,
        term: t(`${mode}.term`),
        text: <ProseText text={`learn.mtaSts.modes.${mode}.text`} />,
      }))}
    />
  );
}

function Limits() {
  return (
    <ProseList
      texts={[
        "learn.mtaSts.limits.i1",
        "learn.mtaSts.limits.i2",
        "learn.mtaSts.limits.i3",
        "learn.mtaSts.limits.i4",
      ]}
    />
  );
}
