import { Input } from "antd";
import { useState } from "react";
import { fenFromWan, wanFromFen } from "./entered-wan.ts";
import "./wan-input.css";

interface WanInputProps {
  /** 分 as text; "" where nothing was entered. */
  readonly value: string;
  readonly onChange: (fen: string) => void;
  readonly onLeave?: () => void;
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
  readonly disabled?: boolean;
  /** Shows the unit in the field and says it in its name, where no heading does. */
  readonly hasUnit?: boolean;
  /** There is always an amount: a field that is left empty or wrong goes back to it, so that what is shown is what will be sent. */
  readonly isRequired?: boolean;
}

/** An amount in 万元. What is typed stays as it is typed until the field is left; a text that is no amount is marked, never a zero. */
export const WanInput = ({
  value,
  onChange,
  onLeave,
  id,
  label,
  describedBy,
  isWrong = false,
  disabled = false,
  hasUnit = false,
  isRequired = false,
}: WanInputProps) => {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (wanFromFen(value) || value);
  const isAmount = fenFromWan(shown) !== undefined || (shown.trim() === "" && (!isRequired || typed === undefined));
  return (
    <Input
      {...(id !== undefined && { id })}
      {...(label !== undefined && { "aria-label": hasUnit ? `${label}（万元）` : label })}
      aria-describedby={describedBy}
      inputMode="decimal"
      className="number-input"
      {...(hasUnit && { suffix: "万元" })}
      disabled={disabled}
      status={isAmount && !isWrong ? "" : "error"}
      aria-invalid={!isAmount || isWrong}
      {...(!isAmount && { title: "应为万元金额，最多六位小数" })}
      value={shown}
      onChange={({ target: { value: text } }) => {
        setTyped(text);
        const fen = text.trim() === "" && !isRequired ? "" : fenFromWan(text);
        if (fen !== undefined) onChange(fen);
      }}
      onBlur={() => {
        if (isAmount || isRequired) setTyped(undefined);
        onLeave?.();
      }}
    />
  );
};
