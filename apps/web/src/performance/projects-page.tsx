import { listPerformance, type PerformanceListed } from "@qiangyi/api";
import { type ProjectState, pointsText, programmeOf, programmes, projectStates } from "@qiangyi/projects";
import { Link } from "react-router";
import { FilterBar, KeysetTable, Light, Page, useFilters, useScoped, useWorkScope } from "../ui/index.ts";
import { gradeLights, gradeText, shortLabels, stageLights, stageWords } from "./words.ts";
import "./performance.css";

const states: readonly ProjectState[] = ["in_library", "funded", "implementing", "suspended", "accepted", "closed"];
type Stage = PerformanceListed["stages"][number];

/** 项目绩效: every project of the fund from the library on, with its five stages side by side. */
export const PerformanceProjectsPage = () => {
  const { values, set } = useFilters(["programme", "state", "q"] as const);
  const { region } = useWorkScope();
  const scoped = useScoped();
  const query = {
    ...(values.programme !== undefined && { programme: values.programme as PerformanceListed["programme"] }),
    ...(values.state !== undefined && { state: values.state as ProjectState }),
    ...(values.q !== undefined && { text: values.q }),
    ...(region !== "" && region !== "140000" && { region }),
  };
  return (
    <Page title="项目绩效" subtitle="专项资金项目的五个环节：依次记录，缺一不能结项">
      <KeysetTable<PerformanceListed>
        caption="项目绩效"
        route={listPerformance}
        input={{ query }}
        rowKey={({ id }) => id}
        emptyText="没有符合条件的项目；项目入库之后列在这里"
        toolbar={
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
                options: programmes
                  .filter(({ organiser }) => organiser === "province")
                  .map(({ id, title }) => ({ value: id, label: title })),
              },
              {
                kind: "choice",
                name: "state",
                label: "状态",
                placeholder: "全部状态",
                width: 130,
                options: states.map((value) => ({ value, label: projectStates[value] })),
              },
              { kind: "text", name: "q", label: "名称、单位或编号", placeholder: "名称、单位或编号", width: 190 },
            ]}
          />
        }
        columns={[
          {
            title: "项目",
            render: (_, { id, title, institution, number }) => (
              <>
                <Link className="row-title" to={scoped(`/performance/projects/${id}`)}>
                  {title}
                </Link>
                <div className="perf-note">
                  {number}　{institution.name}
                </div>
              </>
            ),
          },
          {
            title: "类别和状态",
            width: 140,
            render: (_, { programme, state }) => (
              <>
                {programmeOf(programme).title}
                <div className="perf-note">{projectStates[state]}</div>
              </>
            ),
          },
          ...(Object.keys(shortLabels) as Stage["id"][]).map((id) => ({
            title: shortLabels[id],
            width: 110,
            render: (_: unknown, { stages }: PerformanceListed) => <StageCell stage={stages.find((one) => one.id === id)} />,
          })),
          {
            title: "得分",
            width: 112,
            render: (_, { standing }) =>
              standing ? (
                <Light state={gradeLights[standing.grade]} text={`${pointsText(standing.points)} ${gradeText(standing.grade)}`} />
              ) : (
                "—"
              ),
          },
        ]}
      />
    </Page>
  );
};

const StageCell = ({ stage }: { stage: Stage | undefined }) =>
  stage ? <Light state={stageLights[stage.state]} text={stage.on ?? stageWords[stage.state]} /> : null;
