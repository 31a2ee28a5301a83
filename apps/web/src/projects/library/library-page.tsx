import { exportProjects, listProjects, type ProjectSummary } from "@qiangyi/api";
import { type ProjectState, programmeOf, programmes, projectStateIds, projectStates } from "@qiangyi/projects";
import { Button, Segmented } from "antd";
import { Link, useNavigate } from "react-router";
import {
  Amount,
  FilterBar,
  KeysetTable,
  Light,
  Page,
  sortedBy,
  UnitNote,
  useFilters,
  useSave,
  useWorkScope,
} from "../../ui/index.ts";
import { stateLight } from "../project/words.ts";

const phases = { declared: "申报评审中", library: "储备与在库", ended: "已结束" } as const;
type Phase = keyof typeof phases;

/** 项目库: every project within sight, from its signature to its close. */
export const LibraryPage = () => {
  const { values, set } = useFilters(["phase", "state", "programme", "projectYear", "q", "order"] as const);
  const { region } = useWorkScope();
  const navigate = useNavigate();
  const save = useSave();
  const sort = (values.order ?? "-changed") as "-changed" | "-amount" | "number";
  const filter = {
    ...(values.phase !== undefined && { phase: values.phase as Phase }),
    ...(values.state !== undefined && { state: values.state as ProjectState }),
    ...(values.programme !== undefined && { programme: values.programme as ProjectSummary["programme"] }),
    ...(values.projectYear !== undefined && { year: Number(values.projectYear) }),
    ...(values.q !== undefined && { text: values.q }),
    ...(region !== "" && region !== "140000" && { region }),
  };
  return (
    <Page
      title="项目库"
      subtitle="从申报到结项的全部项目；未入库的项目不能安排资金"
      actions={
        <>
          <Link to="/projects/support">
            <Button>5G试点支持计划</Button>
          </Link>
          <Button onClick={() => save(exportProjects, { query: filter })}>导出</Button>
        </>
      }
    >
      <KeysetTable<ProjectSummary>
        caption="项目"
        route={listProjects}
        input={{ query: { ...filter, sort } }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/projects/${id}`)}
        onSort={(next) => set({ order: next })}
        emptyText="没有符合条件的项目"
        extra={<UnitNote />}
        toolbar={
          <>
            <Segmented
              aria-label="阶段"
              value={values.phase ?? "all"}
              onChange={(next) => set({ phase: next === "all" ? undefined : next, state: undefined })}
              options={[
                { value: "all", label: "全部" },
                ...(Object.keys(phases) as Phase[]).map((value) => ({ value, label: phases[value] })),
              ]}
            />
            <FilterBar
              values={values}
              onChange={set}
              filters={[
                {
                  kind: "choice",
                  name: "programme",
                  label: "项目类别",
                  placeholder: "全部类别",
                  width: 190,
                  isLong: true,
                  options: programmes.map(({ id, title }) => ({ value: id, label: title })),
                },
                {
                  kind: "choice",
                  name: "state",
                  label: "状态",
                  placeholder: "全部状态",
                  width: 140,
                  options: projectStateIds
                    .filter((state) => state !== "draft" && state !== "to_sign")
                    .map((value) => ({ value, label: projectStates[value] })),
                },
                {
                  kind: "choice",
                  name: "projectYear",
                  label: "年度",
                  placeholder: "全部年度",
                  width: 110,
                  options: Array.from({ length: 8 }, (_, at) => ({ value: String(2022 + at), label: `${2022 + at}年` })),
                },
                { kind: "text", name: "q", label: "名称、单位或编号", placeholder: "名称、单位或编号", width: 190 },
              ]}
            />
          </>
        }
        columns={[
          { title: "编号", width: 150, dataIndex: "number", ...sortedBy("number", sort) },
          {
            title: "项目",
            render: (_, { title, institution }) => (
              <>
                <span className="row-title">{title}</span>
                <div className="sel-note">{institution.name}</div>
              </>
            ),
          },
          { title: "类别", width: 150, render: (_, { programme }) => programmeOf(programme).title },
          { title: "年度", width: 70, dataIndex: "year" },
          {
            title: "状态",
            width: 130,
            render: (_, { state }) => <Light state={stateLight(state)} text={projectStates[state]} />,
          },
          { title: "总预算", width: 110, align: "right", render: (_, { totalFen }) => <Amount fen={totalFen} /> },
          {
            title: "专项资金",
            width: 120,
            align: "right",
            ...sortedBy("amount", sort, "descend"),
            render: (_, { supportFen }) => <Amount fen={supportFen} />,
          },
          {
            title: "储备期至",
            width: 110,
            render: (_, { reservedUntil }) => reservedUntil ?? "—",
          },
        ]}
      />
    </Page>
  );
};
