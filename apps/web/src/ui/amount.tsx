import { type Fen, fen, formatWan, formatYuanGrouped } from "@qiangyi/kernel";
import { Segmented, Tooltip } from "antd";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type Unit = "万元" | "元";

const UnitContext = createContext<{ unit: Unit; setUnit: (unit: Unit) => void }>({ unit: "万元", setUnit: () => {} });

/** 万元 by default, as official tables are; the choice holds for every table and is remembered on this computer. */
export const UnitProvider = ({ children }: { children: ReactNode }) => {
  const [unit, setStored] = useState<Unit>(() => (localStorage.getItem("qiangyi.unit") === "元" ? "元" : "万元"));
  const value = useMemo(
    () => ({
      unit,
      setUnit: (next: Unit) => {
        localStorage.setItem("qiangyi.unit", next);
        setStored(next);
      },
    }),
    [unit],
  );
  return <UnitContext.Provider value={value}>{children}</UnitContext.Provider>;
};

export const useUnit = () => useContext(UnitContext);

export const UnitSwitch = () => {
  const { unit, setUnit } = useUnit();
  return <Segmented<Unit> aria-label="金额单位" size="small" value={unit} options={["万元", "元"]} onChange={setUnit} />;
};

/** Stands at the top right of every table with money. */
export const UnitNote = () => <span className="unit-note">单位：{useUnit().unit}</span>;

/** Money as text in the unit chosen; 万元 with two decimals, more only where two would hide something. */
export const amountText = (value: Fen, unit: Unit): string => {
  if (unit === "元") return formatYuanGrouped(value);
  return value % 10_000n === 0n ? formatWan(value, 2) : formatWan(value, 6).replace(/0+$/, "");
};

/** A cell or figure of money; nothing recorded is —, never 0. The other unit shows on pointing. */
export const Amount = ({ fen: value, strong = false }: { fen: string | bigint | null | undefined; strong?: boolean }) => {
  const { unit } = useUnit();
  if (value === null || value === undefined) return <span className="amount">—</span>;
  const amount = fen(BigInt(value));
  const text = amountText(amount, unit);
  return (
    <Tooltip title={`${formatYuanGrouped(amount)}元`} mouseEnterDelay={0.6}>
      <span className={`amount${amount < 0n ? " amount-negative" : ""}${strong ? " amount-strong" : ""}`}>{text}</span>
    </Tooltip>
  );
};

/** Money in a sentence, where no table says the unit. */
export const StatedAmount = ({ fen: value }: { fen: string | bigint }) => (
  <>
    <Amount fen={value} strong />
    {useUnit().unit}
  </>
);
