import {
  NativeSelect,
  NumberInput,
  PasswordInput,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConnectField } from "../contract/accounts.ts";
import { useSentence } from "./list/use-sentence.ts";

/** One field of a form that a network's own schema asks for. */
export function FieldInput({
  field,
  value,
  error,
  onChange,
}: {
  field: ConnectField;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation("accounts");
  const say = useSentence();
  const common = {
    label: say(field.label),
    required: field.isRequired,
    ...(field.hint === null ? {} : { description: say(field.hint) }),
    ...(field.example === null ? {} : { placeholder: field.example }),
    ...(error === undefined ? {} : { error }),
  };
  const labelOf = (choice: string): string => {
    if (choice === "") return t("field.usual");
    const words = field.choiceWords[choice];
    return words ? say(words) : choice;
  };
  const text = typeof value === "string" ? value : "";
  switch (field.kind) {
    case "switch":
      return (
        <Switch
          label={common.label}
          {...(field.hint === null ? {} : { description: say(field.hint) })}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...common}
          data={[...(field.initial === null ? [""] : []), ...field.choices].map((choice) => ({
            value: choice,
            label: labelOf(choice),
          }))}
          value={text === "" ? (field.initial ?? "") : text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case "number":
      return <NumberInput {...common} value={typeof value === "number" ? value : ""} onChange={onChange} />;
    case "lines":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={Array.isArray(value) ? value.map(String).join("\n") : ""}
          onChange={({ currentTarget }) => onChange(currentTarget.value.split("\n"))}
        />
      );
    case "list":
      return (
        <TagsInput
          {...common}
          description={[common.description, t("field.each")].filter(Boolean).join(" ")}
          splitChars={[",", ";"]}
          acceptValueOnBlur
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    default:
      return field.part === "secrets" ? (
        <PasswordInput
          {...common}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}
