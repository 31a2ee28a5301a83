import { listBudgets } from "@qiangyi/api";
import { Select } from "antd";
import { useAnswer } from "../ui/index.ts";

/** The funding lines, in the order of the regulation. */
export const LineSelect = ({ value, onChange }: { value: string | undefined; onChange: (line: string | undefined) => void }) => {
  const answer = useAnswer(listBudgets, {});
  return (
    <Select
      aria-label="支持项目"
      allowClear
      placeholder="支持项目"
      style={{ width: 190 }}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      options={(answer.data?.lines ?? [])
        .filter(({ mode }) => mode !== "FUND")
        .map(({ line, name }) => ({ value: line, label: name }))}
    />
  );
};
