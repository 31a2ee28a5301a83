import { listInstitutions } from "@qiangyi/api";
import { Select } from "antd";
import { useState } from "react";
import { useAnswer } from "../ui/index.ts";

interface UnitSelectProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (institution: string) => void;
}

/** A unit by name, initials or number, within the reader's sight. */
export const UnitSelect = ({ id, value, onChange }: UnitSelectProps) => {
  const [text, setText] = useState("");
  const answer = useAnswer(
    listInstitutions,
    { query: { limit: 20, ...(text.trim() !== "" && { q: text.trim() }) } },
    { keepPrevious: true },
  );
  return (
    <Select
      id={id}
      aria-label="单位"
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={answer.isFetching}
      value={value === "" ? null : value}
      onChange={onChange}
      options={(answer.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
    />
  );
};
