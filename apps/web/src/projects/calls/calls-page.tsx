import { type CallPhase, type CallSummary, listCalls } from "@qiangyi/api";
import { programmeOf, programmes } from "@qiangyi/projects";
import { Button, Segmented } from "antd";
import { Link, useNavigate } from "react-router";
import { FilterBar, KeysetTable, Light, Page, useFilters, useSession } from "../../ui/index.ts";
import { phaseLight, phaseNames } from "./words.ts";
import "./calls.css";

const filters = ["phase", "programme", "callYear", "q"] as const;
const years = Array.from({ length: 8 }, (_, index) => String(2022 + index));

/** 申报通知: what can be declared now comes first; everybody may read it. */
export const CallsPage = () => {
  const { values, set } = useFilters(filters);
  const { can, account } = useSession();
  // The programmes of one city are nobody else's entry.
  const isInLinfen = can("projects.read") && account?.regionCode.startsWith("1410") === true;
  const navigate = useNavigate();
  const phase = (values.phase ?? "open") as CallPhase | "all";
  const phases: readonly (CallPhase | "all")[] = [
    "open",
    "coming",
    "closed",
    ...(can("calls.write") ? (["draft"] as const) : []),
    "all",
  ];
  return (
    <Page
      title="申报通知"
      subtitle="各项目的申报时间、对象、名额、材料和评审办法；单位可先自检再填报"
      actions={
        <>
          {isInLinfen && (
            <Link to="/projects/programmes/linfen-ten-specialties">
              <Button>十百千工程</Button>
            </Link>
          )}
          {can("calls.write") && (
            <Link to="/projects/calls/new">
              <Button type="primary">起草通知</Button>
            </Link>
          )}
        </>
      }
    >
      <KeysetTable<CallSummary>
        caption="申报通知"
        route={listCalls}
        input={{
          query: {
            ...(phase !== "all" && { phase }),
            ...(values.programme !== undefined && { programme: values.programme }),
            ...(values.callYear !== undefined && { year: Number(values.callYear) }),
            ...(values.q !== undefined && { q: values.q }),
          },
        }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/projects/calls/${id}`)}
        emptyText={phase === "open" ? "现在没有正在申报的项目；可看即将开始的和已结束的" : "没有符合条件的通知"}
        toolbar={
          <>
            <Segmented
              aria-label="申报状态"
              value={phase}
              onChange={(next) => set({ phase: next })}
              options={phases.map((value) => ({ value, label: value === "all" ? "全部" : phaseNames[value] }))}
            />
            <FilterBar
              values={values}
              onChange={set}
              filters={[
                {
                  kind: "choice",
                  name: "programme",
                  label: "项目",
                  placeholder: "全部项目",
                  width: 200,
                  options: programmes.map(({ id, title }) => ({ value: id, label: title })),
                  isLong: true,
                },
                {
                  kind: "choice",
                  name: "callYear",
                  label: "年度",
                  placeholder: "全部年度",
                  width: 110,
                  options: years.map((value) => ({ value, label: `${value}年` })),
                },
                { kind: "text", name: "q", label: "标题或文号", placeholder: "标题或文号", width: 200 },
              ]}
            />
          </>
        }
        columns={[
          {
            title: "通知",
            render: (_, call) => (
              <>
                <span className="row-title">{call.title}</span>
                <div className="call-muted">{call.documentNumber ?? "未编文号"}</div>
              </>
            ),
          },
          { title: "项目", width: 150, render: (_, { programme }) => programmeOf(programme).title },
          { title: "组织部门", width: 140, dataIndex: "organiserName" },
          { title: "年度", width: 100, render: (_, { year, batch }) => `${year}年${batch}` },
          { title: "申报期", width: 200, render: (_, { opensOn, closesOn }) => `${opensOn}至${closesOn}` },
          { title: "状态", width: 170, render: (_, call) => <Light {...phaseLight(call)} /> },
        ]}
      />
    </Page>
  );
};
