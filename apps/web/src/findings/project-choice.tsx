import { listPerformance } from "@qiangyi/api";
import { Select } from "antd";
import { useState } from "react";
import { useAnswer } from "../ui/index.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Projects of the fund within sight, found by name, unit or number; 50 at a time, the rest by typing on. */
const useProjects = (kept: readonly Choice[]) => {
  const [typed, setTyped] = useState("");
  const answer = useAnswer(
    listPerformance,
    { query: { limit: 50, ...(typed !== "" && { text: typed }) } },
    { keepPrevious: true },
  );
  const found = (answer.data?.items ?? []).map(
    ({ id, title, number, institution }): Choice => ({
      value: id,
      label: `${title}　${institution.name}${number === null ? "" : `　${number}`}`,
    }),
  );
  const known = new Set(found.map(({ value }) => value));
  return {
    options: [...kept.filter(({ value }) => !known.has(value)), ...found],
    isFetching: answer.isFetching,
    total: answer.data?.total ?? null,
    search: { filterOption: false, onSearch: setTyped },
  };
};

interface ProjectsChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Several projects: a sample, or what an inspection looked at. */
export const ProjectsChoice = ({ id, label, value, onChange }: ProjectsChoiceProps) => {
  const [kept, setKept] = useState<readonly Choice[]>([]);
  const { options, isFetching, total, search } = useProjects(kept);
  return (
    <>
      <Select
        id={id}
        mode="multiple"
        aria-label={label}
        placeholder="名称、单位或编号"
        showSearch={{ ...search, autoClearSearchValue: false }}
        value={[...value]}
        options={options}
        loading={isFetching}
        notFoundContent={isFetching ? "正在查找……" : "没有找到"}
        onChange={(ids: string[]) => {
          setKept(options.filter((option) => ids.includes(option.value)));
          onChange(ids);
        }}
        style={{ width: "100%" }}
      />
      <p className="finding-note">
        已选{value.length}个{total !== null && `；本级范围内共${total}个项目`}
      </p>
    </>
  );
};

interface ProjectChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  /** Instead of every project: those that an inspection looked at. */
  readonly among?: readonly { readonly id: string; readonly title: string; readonly institutionName: string }[];
}

/** One project. */
export const ProjectChoice = ({ id, label, value, onChange, among }: ProjectChoiceProps) => {
  const [kept, setKept] = useState<readonly Choice[]>([]);
  const { options: found, isFetching, search } = useProjects(kept);
  const options = among?.map((each): Choice => ({ value: each.id, label: `${each.title}　${each.institutionName}` })) ?? found;
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={`${label}：名称、单位或编号`}
      allowClear
      showSearch={among === undefined ? search : { optionFilterProp: "label" }}
      value={value ?? null}
      options={options}
      loading={among === undefined && isFetching}
      notFoundContent="没有找到"
      onChange={(next: string | null | undefined) => {
        setKept(options.filter((option) => option.value === next));
        onChange(next ?? undefined);
      }}
      style={{ width: "100%" }}
    />
  );
};
