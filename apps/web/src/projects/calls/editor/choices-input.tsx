import { Input } from "antd";
import { useState } from "react";
import { choicesFrom } from "./new-question.ts";

interface ChoicesInputProps {
  readonly id: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (choices: readonly { readonly value: string; readonly label: string }[]) => void;
}

/** Choices as lines of text; they are taken over when the field is left, so that half a word is never a choice. */
export const ChoicesInput = ({ id, choices, onChange }: ChoicesInputProps) => {
  const [text, setText] = useState(choices.map(({ label }) => label).join("\n"));
  return (
    <Input.TextArea
      id={id}
      value={text}
      autoSize={{ minRows: 2, maxRows: 8 }}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onChange(choicesFrom(text, choices))}
    />
  );
};
