import { Input } from "antd";
import { useState } from "react";
import { fenFromWan, wanFromFen } from "./entered-wan.ts";

interface WanInputProps {
  readonly id?: string;
  readonly label: string;
  readonly fen: string;
  readonly onChange: (fen: string) => void;
  readonly disabled?: boolean;
}

/** An amount in 万元. What is typed stays as typed; only an amount reaches the form. */
export const WanInput = ({ id, label, fen, onChange, disabled = false }: WanInputProps) => {
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && fenFromWan(typed) === undefined;
  return (
    <Input
      {...(id !== undefined && { id })}
      aria-label={`${label}（万元）`}
      inputMode="decimal"
      className="wan-input"
      value={typed ?? (fen === "" ? "" : wanFromFen(fen))}
      suffix="万元"
      disabled={disabled}
      {...(isWrong && { status: "error" as const, title: "应为万元金额，最多六位小数" })}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = fenFromWan(target.value);
        if (next !== undefined) onChange(next);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};
