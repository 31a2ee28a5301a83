import {
  exportFindings,
  type FindingGrade,
  type FindingSource,
  type FindingState,
  findingGrades,
  findingSources,
  findingStates,
  findingsBoard,
  type ListedFinding,
  listFindings,
} from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { FilterBar, KeysetTable, Page, UnitNote, useAnswer, useFilters, useSave, useSession, useWorkScope } from "../ui/index.ts";
import { findingColumns } from "./finding-columns.tsx";
import { FindingsNav } from "./findings-nav.tsx";
import { RaiseDialog } from "./raise-dialog.tsx";
import { optionsOf } from "./words.ts";
import "./findings.css";

const filterNames = ["standing", "state", "grade", "source", "q", "project", "institution", "earmark", "inspection"] as const;

const standings = { open: "未办结", overdue: "超期未销号" } as const;

/** The filters as the address has them; the server refuses what it does not know. */
const queryOf = (values: Partial<Record<(typeof filterNames)[number], string>>, region: string) => ({
  ...(values.standing === "open" && { open: "true" as const }),
  ...(values.standing === "overdue" && { overdue: "true" as const }),
  ...(values.state && { state: values.state as FindingState }),
  ...(values.grade && { grade: values.grade as FindingGrade }),
  ...(values.source && { source: values.source as FindingSource }),
  ...(values.q && { text: values.q }),
  ...(values.project && { project: values.project }),
  ...(values.institution && { institution: values.institution }),
  ...(values.earmark && { earmark: values.earmark }),
  ...(values.inspection && { inspection: values.inspection }),
  ...(region !== "" && !region.endsWith("0000") && { region }),
});

/** 问题与整改: overdue corrections first, then the newest. */
export const ItemsPage = () => {
  const { can } = useSession();
  const { region } = useWorkScope();
  const { values, set } = useFilters(filterNames);
  const [isRaising, setRaising] = useState(false);
  const board = useAnswer(findingsBoard, {}, { enabled: can("findings.raise") });
  const saveFile = useSave();
  const query = queryOf(values, region);
  return (
    <Page
      title="问题与整改"
      subtitle="超期未销号的在前；待核实的只是疑点，不是结论"
      actions={
        <>
          <Button onClick={() => saveFile(exportFindings, { query })}>导出</Button>
          <Button onClick={() => window.print()}>打印</Button>
          {board.data?.may.raise && (
            <Button type="primary" onClick={() => setRaising(true)}>
              登记问题
            </Button>
          )}
        </>
      }
    >
      <FindingsNav />
      <KeysetTable<ListedFinding>
        caption="问题与整改"
        route={listFindings}
        input={{ query }}
        rowKey={({ id }) => id}
        emptyText="没有符合条件的问题"
        extra={<UnitNote />}
        columns={findingColumns}
        toolbar={
          <>
            <FilterBar
              values={values}
              onChange={set}
              filters={[
                {
                  kind: "choice",
                  name: "standing",
                  label: "办理情况",
                  placeholder: "全部情况",
                  width: 130,
                  options: optionsOf(standings),
                },
                {
                  kind: "choice",
                  name: "state",
                  label: "状态",
                  placeholder: "全部状态",
                  width: 120,
                  options: optionsOf(findingStates),
                },
                {
                  kind: "choice",
                  name: "grade",
                  label: "等级",
                  placeholder: "全部等级",
                  width: 110,
                  options: optionsOf(findingGrades),
                },
                {
                  kind: "choice",
                  name: "source",
                  label: "来源",
                  placeholder: "全部来源",
                  width: 120,
                  options: optionsOf(findingSources),
                },
                { kind: "text", name: "q", label: "编号、标题或事实", placeholder: "编号、标题或事实", width: 200 },
              ]}
            />
            <Narrowed values={values} onChange={set} />
          </>
        }
      />
      {isRaising && <RaiseDialog onClose={() => setRaising(false)} />}
    </Page>
  );
};

/** A filter that a link brought along and no control shows: said, and taken off at will. */
const Narrowed = ({
  values,
  onChange,
}: {
  values: Partial<Record<(typeof filterNames)[number], string>>;
  onChange: (changes: Partial<Record<(typeof filterNames)[number], string | undefined>>) => void;
}) => {
  const named = { project: "一个项目", institution: "一个单位", earmark: "一个账页", inspection: "一次检查" } as const;
  const set = (Object.keys(named) as (keyof typeof named)[]).filter((name) => values[name]);
  if (set.length === 0) return null;
  return (
    <Button
      size="small"
      onClick={() => onChange({ project: undefined, institution: undefined, earmark: undefined, inspection: undefined })}
    >
      只看{set.map((name) => named[name]).join("、")}　×
    </Button>
  );
};
