import { findNamedInstitutions } from "@qiangyi/api";
import { Select } from "antd";
import { type CSSProperties, useState } from "react";
import { useAnswer } from "./answers.ts";

interface InstitutionPickerProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  /** Name of the value, where it is known before anything was searched for. */
  readonly name?: string | undefined;
  readonly onChange: (id: string | undefined, name: string | undefined) => void;
  readonly style?: CSSProperties;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
}

/** Finds an institution of the province by name, pinyin initials or code; 20 at most, the rest by typing on. */
export const InstitutionPicker = ({
  id,
  label,
  value,
  name,
  onChange,
  style,
  describedBy,
  isWrong = false,
}: InstitutionPickerProps) => {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const found = useAnswer(findNamedInstitutions, { query: { q: typed } }, { keepPrevious: true });
  // The code itself finds its name when the page was opened by a link.
  const own = useAnswer(
    findNamedInstitutions,
    { query: { q: value ?? "" } },
    { enabled: value !== undefined && name === undefined && chosen?.value !== value },
  );
  const options = (found.data?.items ?? []).map((item) => ({ value: item.id, label: `${item.name}　${item.regionName}` }));
  const known = value === undefined ? undefined : (name ?? own.data?.items.find((item) => item.id === value)?.name ?? value);
  const current = value === undefined ? [] : [chosen?.value === value ? chosen : { value, label: known ?? value }];
  return (
    <Select
      id={id}
      aria-label={label}
      {...(describedBy !== undefined && { "aria-describedby": describedBy })}
      {...(isWrong && { status: "error" as const, "aria-invalid": true })}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={`${label}：名称、拼音首字母或编号`}
      value={value ?? null}
      loading={found.isFetching}
      options={[...current.filter((item) => !options.some((option) => option.value === item.value)), ...options]}
      notFoundContent={found.isFetching ? "正在查找……" : "没有找到"}
      onChange={(next: string | null | undefined) => {
        setChosen(options.find((option) => option.value === next));
        onChange(next ?? undefined, found.data?.items.find((item) => item.id === next)?.name);
      }}
      style={style ?? { width: "100%" }}
    />
  );
};
