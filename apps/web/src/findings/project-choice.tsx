import { listInspectionProjects } from "@qiangyi/api";
import { Select } from "antd";
import { useAnswer } from "../ui/index.ts";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The projects of the own place in a year, found by name, unit or number. */
const useProjects = (year: number | undefined) => {
  const answer = useAnswer(listInspectionProjects, { query: year === undefined ? {} : { year } });
  const items = answer.data?.items ?? [];
  return {
    isFetching: answer.isFetching,
    total: answer.data?.items.length,
    options: items.map(
      ({ id, title, number, institutionName, isInspected }): Choice => ({
        value: id,
        label: `${title}　${institutionName}${number === null ? "" : `　${number}`}${isInspected ? "　已检查" : ""}`,
      }),
    ),
  };
};

interface ProjectsChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly year?: number;
}

/** Several projects: a sample, or what an inspection looked at. */
export const ProjectsChoice = ({ id, label, value, onChange, year }: ProjectsChoiceProps) => {
  const { options, isFetching, total } = useProjects(year);
  return (
    <>
      <Select
        id={id}
        mode="multiple"
        aria-label={label}
        placeholder="名称、单位或编号"
        showSearch={{ optionFilterProp: "label" }}
        value={[...value]}
        options={options}
        loading={isFetching}
        notFoundContent={isFetching ? "正在读取……" : "没有找到"}
        onChange={(ids: string[]) => onChange(ids)}
        style={{ width: "100%" }}
      />
      <p className="finding-note">
        已选{value.length}个{total !== undefined && `；本级范围内共${total}个项目`}
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
  const { options, isFetching } = useProjects(undefined);
  const looked = among?.map((each): Choice => ({ value: each.id, label: `${each.title}　${each.institutionName}` }));
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={`${label}：名称、单位或编号`}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? null}
      options={looked ?? options}
      loading={looked === undefined && isFetching}
      notFoundContent="没有找到"
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      style={{ width: "100%" }}
    />
  );
};
