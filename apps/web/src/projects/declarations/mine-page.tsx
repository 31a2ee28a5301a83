import { listDeclarations, type ProjectSummary, type Route } from "@qiangyi/api";
import { programmes, projectStates } from "@qiangyi/projects";
import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { Amount, FilterBar, KeysetTable, Light, minuteOf, Page, UnitNote, useFilters, useSession } from "../../ui/index.ts";
import { stateLight, stateText } from "./state-text.ts";
import "./declarations.css";

const states = Object.entries(projectStates).map(([value, label]) => ({ value, label }));
const route: Route = listDeclarations;

/** 我的申报: everything that the unit has begun or handed in, last touched first. */
export const MinePage = () => {
  const navigate = useNavigate();
  const { can } = useSession();
  const { values, set } = useFilters(["q", "state", "programme"]);
  return (
    <Page
      title="我的申报"
      subtitle="本单位各年度填报中的和已上报的全部申报"
      actions={
        can("projects.declare") && (
          <Link to="/projects/calls">
            <Button type="primary">按申报通知开始填报</Button>
          </Link>
        )
      }
    >
      <KeysetTable<ProjectSummary>
        caption="我的申报"
        route={route}
        input={{ query: { ...values } }}
        rowKey={({ id }) => id}
        emptyText="还没有申报。请在“申报通知”中选择一份，通过自检后开始填报"
        onOpen={({ id }) => void navigate(`/projects/declarations/${id}`)}
        toolbar={
          <FilterBar
            values={values}
            onChange={set}
            filters={[
              { kind: "text", name: "q", label: "查找申报", placeholder: "名称、编号、通知", width: 220 },
              { kind: "choice", name: "state", label: "状态", placeholder: "全部状态", width: 150, options: states },
              {
                kind: "choice",
                name: "programme",
                label: "项目类别",
                placeholder: "全部类别",
                width: 180,
                options: programmes.map(({ id, title }) => ({ value: id, label: title })),
              },
            ]}
          />
        }
        extra={<UnitNote />}
        columns={[
          { title: "编号", dataIndex: "number", width: 138, render: (number: string | null) => number ?? "—" },
          {
            title: "项目名称",
            dataIndex: "title",
            render: (title: string) => <span className="row-title">{title}</span>,
          },
          { title: "申报通知", key: "call", width: 230, render: (_, { call }) => call.title },
          { title: "年度", dataIndex: "year", width: 60 },
          {
            title: "状态",
            dataIndex: "state",
            width: 128,
            render: (state: ProjectSummary["state"], { correctBy }) => (
              <>
                <Light state={stateLight(state)} text={stateText(state)} />
                {correctBy !== null && <div className="field-help">补正期限{correctBy}</div>}
              </>
            ),
          },
          {
            title: "预算总额",
            dataIndex: "totalFen",
            className: "number",
            width: 100,
            render: (total: string) => <Amount fen={total === "0" ? null : total} />,
          },
          {
            title: "申请支持",
            dataIndex: "supportFen",
            className: "number",
            width: 100,
            render: (support: string) => <Amount fen={support === "0" ? null : support} />,
          },
          { title: "最近改动", dataIndex: "changedAt", width: 136, render: (at: string) => minuteOf(at) },
        ]}
      />
    </Page>
  );
};
