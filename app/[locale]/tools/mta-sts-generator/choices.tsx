import { Radio, RadioGroup } from "@mantine/core";
import classes from "./generator.module.css";

type Choice<Value extends string> = { value: Value; label: string; text: string };

type Props<Value extends string> = {
  name: string;
  label: string;
  /** Where the heading above says it already. */
  hideLabel?: boolean;
  value: Value;
  choices: readonly Choice<Value>[];
  onChoice: (value: Value) => void;
};

/** One of a few, each with what it means. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { name, label, hideLabel = false, value, choices, onChoice } = props;
  return (
    <RadioGroup
      name={name}
      {...(hideLabel ? { "aria-label": label } : { label })}
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        if (choice !== undefined) onChoice(choice.value);
      }}
    >
      <div className={classes.choices}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.text}
            classNames={{ label: classes.choice ?? "", description: classes.choiceText ?? "" }}
          />
        ))}
      </div>
    </RadioGroup>
  );
}
