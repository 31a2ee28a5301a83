import { Input } from "antd";
import { useState } from "react";
import { fenFromWan, wanFromFen } from "./wan.ts";

interface WanInputProps {
  readonly value: string;
  readonly onChange: (fen: string) => void;
  readonly onLeave?: () => void;
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
}

/** An amount in 万元. What is typed stays as it is typed until the field is left; a text that is no amount is kept and marked, never a zero. */
export const WanInput = ({ value, onChange, onLeave, id, label, describedBy, isWrong = false }: WanInputProps) => {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (wanFromFen(value) || value);
  const isAmount = shown === "" || fenFromWan(shown) !== undefined;
  return (
    <Input
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      inputMode="decimal"
      className="number-input"
      status={isAmount && !isWrong ? "" : "error"}
      aria-invalid={!isAmount || isWrong}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        if (text.trim() === "") onChange("");
        else {
          const fen = fenFromWan(text);
          if (fen !== undefined) onChange(fen);
        }
      }}
      onBlur={() => {
        if (isAmount) setTyped(undefined);
        onLeave?.();
      }}
    />
  );
};
