import { Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Notice } from "../../../_ui/notice.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import type { CheckFields, CheckProblem } from "./check-state.ts";
import classes from "./checker.module.css";

type Props = {
  action: (form: FormData) => void;
  fields: CheckFields;
  problem: CheckProblem | null;
  /** Whether the form may be sent. */
  onSend: (form: FormData) => boolean;
  records: RefObject<HTMLTextAreaElement | null>;
};

/** Asks for the records and the chain. It is not sent while it holds a private key. */
export function CheckForm({ action, fields, problem, onSend, records }: Props) {
  const t = useTranslations("tools.tlsaChecker.form");
  return (
    <form
      action={action}
      onSubmit={(event) => {
        if (!onSend(new FormData(event.currentTarget))) event.preventDefault();
      }}
    >
      <Panel title={t("title")}>
        <div className={classes.columns}>
          <CodeBox ref={records} name="records" defaultValue={fields.records} maxLength={20_000} />
          <CodeBox name="chain" defaultValue={fields.chain} maxLength={65_536} />
          <NameBox name="host" defaultValue={fields.host} isWrong={problem?.code === "host-invalid"} />
          <NameBox name="domain" defaultValue={fields.domain} isWrong={problem?.code === "domain-invalid"} />
        </div>
        {problem === null ? null : <Problem problem={problem} />}
        <div className={classes.actions}>
          <SubmitButton>{t("submit")}</SubmitButton>
          <p className={classes.quiet}>{t("privacy")}</p>
        </div>
      </Panel>
    </form>
  );
}

function Problem({ problem: { code, position } }: { problem: CheckProblem }) {
  const t = useTranslations("tools.tlsaChecker.problem");
  return (
    <Notice tone="error" role="alert" title={t(`${code}.title`, { position })}>
      {t(`${code}.text`)}
    </Notice>
  );
}

type BoxProps<Name extends string> = { name: Name; defaultValue: string };

type CodeBoxProps = BoxProps<"records" | "chain"> & {
  ref?: RefObject<HTMLTextAreaElement | null>;
  maxLength: number;
};

function CodeBox({ name, ref, ...rest }: CodeBoxProps) {
  const t = useTranslations("tools.tlsaChecker.form");
  return (
    <Textarea
      {...(ref === undefined ? {} : { ref })}
      {...rest}
      name={name}
      label={t(`${name}.label`)}
      description={t(`${name}.hint`)}
      placeholder={placeholders[name]}
      autosize
      minRows={7}
      maxRows={16}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      classNames={{ input: classes.code ?? "" }}
    />
  );
}

const placeholders = {
  records: "_25._tcp.mx1.example.com. IN TLSA 3 1 1 0123…",
  chain: "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
};

function NameBox({ name, defaultValue, isWrong }: BoxProps<"host" | "domain"> & { isWrong: boolean }) {
  const t = useTranslations("tools.tlsaChecker.form");
  return (
    <TextInput
      name={name}
      defaultValue={defaultValue}
      label={t(`${name}.label`)}
      description={t(`${name}.hint`)}
      error={isWrong ? t("nameWrong") : null}
      maxLength={1_000}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      inputMode="url"
    />
  );
}
