import { policyDocument } from "@qiangyi/api";
import { type ProgrammeId, programmeOf } from "@qiangyi/projects";
import { Select } from "antd";
import { createContext, useContext, useMemo } from "react";
import { useAnswer } from "../../../ui/index.ts";

interface ClauseChoice {
  readonly value: string;
  readonly label: string;
}

/** Clauses of the document that a programme rests on; everything that a call asks for names one of them. */
export const ClauseChoices = createContext<readonly ClauseChoice[]>([]);

export const useClauseChoices = (programme: ProgrammeId): readonly ClauseChoice[] => {
  const document = programmeOf(programme).clause.split(".")[0] ?? "";
  const { data } = useAnswer(policyDocument, { params: { document } });
  return useMemo(
    () =>
      (data?.articles ?? [])
        .flatMap(({ passages }) => passages)
        .flatMap(({ ref, clauses }) => clauses.map(({ id, gist }) => ({ value: id, label: `${ref} ${gist}` }))),
    [data],
  );
};

interface ClauseSelectProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (clause: string | undefined) => void;
}

/** Found by typing a word of its gist or its article. */
export const ClauseSelect = ({ id, value, onChange }: ClauseSelectProps) => {
  const choices = useContext(ClauseChoices);
  return (
    <Select
      id={id}
      aria-label="依据条款"
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      placeholder="选择条款"
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      options={[...choices]}
      style={{ width: "100%" }}
      popupMatchSelectWidth={420}
    />
  );
};
