import { policyDocument } from "@qiangyi/api";
import { Select } from "antd";
import { clauseName, useAnswer } from "../ui/index.ts";

interface ClauseChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The clause of one of the two fund regulations that a finding rests on, found by place or gist. */
export const ClauseChoice = ({ id, label, value, onChange }: ClauseChoiceProps) => {
  const fund = useAnswer(policyDocument, { params: { document: "qiangyi-2024" } });
  const pilot = useAnswer(policyDocument, { params: { document: "5g-2022" } });
  const groups = [fund.data, pilot.data].flatMap((document) =>
    document === undefined
      ? []
      : [
          {
            label: document.number,
            options: document.articles
              .flatMap(({ passages }) => passages.flatMap(({ clauses }) => clauses))
              .map((clause) => ({ value: clause.id, label: `${clauseName(clause.id)}　${clause.gist}` })),
          },
        ],
  );
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder="条款：条号或内容"
      showSearch={{ optionFilterProp: "label" }}
      value={value === "" ? null : value}
      options={groups}
      loading={fund.isPending || pilot.isPending}
      popupMatchSelectWidth={560}
      onChange={(next: string) => onChange(next)}
      style={{ width: "100%" }}
    />
  );
};
