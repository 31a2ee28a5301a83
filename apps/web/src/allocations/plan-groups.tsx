import { CaretDownOutlined, CaretRightOutlined } from "@ant-design/icons";
import { groupPlan, type RouteAnswer } from "@qiangyi/api";
import { useQueries } from "@tanstack/react-query";
import { Button, Segmented, Table } from "antd";
import { useState } from "react";
import { Amount, ClauseLink, call, Light, Pending, UnitNote, useAnswer } from "../ui/index.ts";
import { BudgetNotes } from "./budget-notes.tsx";
import type { PlanDetails } from "./plan-answers.ts";

type Group = RouteAnswer<typeof groupPlan>["groups"][number];
type By = "line" | "city" | "county" | "institution";
export type PlaceFilter = Partial<Record<By, string>>;

interface Row {
  readonly id: string;
  readonly depth: number;
  readonly group: Group;
  /** Everything that this row and the rows above it fix. */
  readonly filter: PlaceFilter;
  readonly next: By | undefined;
}

/** What opens below a row, from the outside in. */
const ladders: Record<By, readonly By[]> = {
  line: ["line", "city", "county", "institution"],
  city: ["city", "county", "line", "institution"],
  county: ["county", "line", "institution"],
  institution: ["institution", "line"],
};
const byWords: Record<By, string> = { line: "支持项目", city: "市", county: "县", institution: "机构" };

/** Sums by line, city, county or institution; each row opens to the level below, down to single results. */
export const PlanGroups = ({ plan, onLines }: { plan: PlanDetails; onLines: (filter: PlaceFilter) => void }) => {
  const [by, setBy] = useState<By>("line");
  const [open, setOpen] = useState<ReadonlyMap<string, Row>>(new Map());
  const top = useAnswer(groupPlan, { params: { planId: plan.id }, query: { by } }, { keepPrevious: true });
  const children = useChildren(plan.id, open);
  const toggle = (row: Row) =>
    setOpen((before) => {
      const after = new Map(before);
      if (!after.delete(row.id)) after.set(row.id, row);
      return after;
    });
  if (!top.data) return <Pending of={top} />;
  const rows = rowsOf(top.data.groups, { depth: 0, ladder: ladders[by], filter: {}, above: by }, children);
  return (
    <section className="keyset-table" aria-label="分配汇总">
      <div className="table-bar">
        <div className="table-toolbar no-print">
          <span>先按</span>
          <Segmented<By>
            size="small"
            aria-label="汇总方式"
            value={by}
            onChange={(next) => {
              setOpen(new Map());
              setBy(next);
            }}
            options={(["line", "city", "county", "institution"] as const).map((value) => ({ value, label: byWords[value] }))}
          />
        </div>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <Table<Row>
        size="small"
        pagination={false}
        rowKey="id"
        dataSource={rows}
        scroll={{ x: "max-content" }}
        rowClassName={({ depth }) => `group-depth-${depth}`}
        columns={[...groupColumns({ open, toggle, onLines }), ...(by === "line" ? budgetColumns(plan) : [])]}
        summary={() => <GroupTotal answer={top.data} plan={plan} withBudget={by === "line"} />}
      />
      <BudgetNotes plan={plan} />
    </section>
  );
};

/** The groups below every open row, by the id of the row. */
const useChildren = (planId: string, open: ReadonlyMap<string, Row>): ReadonlyMap<string, readonly Group[]> => {
  const rows = [...open.values()].filter(({ next }) => next !== undefined);
  const answers = useQueries({
    queries: rows.map(({ filter, next }) => {
      const input = { params: { planId }, query: { by: next ?? "line", ...filter } };
      return {
        queryKey: [groupPlan.room, groupPlan.url, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => call(groupPlan, input, { signal }),
      };
    }),
  });
  return new Map(rows.map((row, index) => [row.id, answers[index]?.data?.groups ?? []]));
};

interface Standing {
  readonly depth: number;
  readonly ladder: readonly By[];
  readonly filter: PlaceFilter;
  readonly above: string;
}

const rowsOf = (groups: readonly Group[], standing: Standing, children: ReadonlyMap<string, readonly Group[]>): Row[] =>
  groups.flatMap((group) => {
    const { depth, ladder, above } = standing;
    const fixed = Object.entries(group).filter(([name, value]) => name in byWords && value !== null);
    const filter: PlaceFilter = { ...standing.filter, ...Object.fromEntries(fixed) };
    // 省本级 has no counties to open.
    const rest = ladder.slice(1).filter((level) => level !== "county" || filter.city !== "none");
    const row: Row = { id: `${above}/${group.key}`, depth, group, filter, next: rest[0] };
    return [row, ...rowsOf(children.get(row.id) ?? [], { depth: depth + 1, ladder: rest, filter, above: row.id }, children)];
  });

interface ColumnsInput {
  readonly open: ReadonlyMap<string, Row>;
  readonly toggle: (row: Row) => void;
  readonly onLines: (filter: PlaceFilter) => void;
}

const groupColumns = ({ open, toggle, onLines }: ColumnsInput) => [
  {
    title: "名称",
    key: "name",
    render: (_: unknown, row: Row) => (
      <span className="group-name" style={{ paddingInlineStart: row.depth * 20 }}>
        {row.next === undefined ? (
          <span className="group-leaf" aria-hidden="true" />
        ) : (
          <Button
            type="text"
            size="small"
            className="group-toggle"
            aria-expanded={open.has(row.id)}
            aria-label={`${open.has(row.id) ? "收起" : "展开"}${row.group.name}`}
            icon={open.has(row.id) ? <CaretDownOutlined /> : <CaretRightOutlined />}
            onClick={() => toggle(row)}
          />
        )}
        {row.group.name}
      </span>
    ),
  },
  {
    title: "结果",
    key: "results",
    className: "number",
    render: (_: unknown, row: Row) => (
      <Button
        type="link"
        size="small"
        className="group-lines"
        onClick={() => onLines(row.filter)}
        aria-label={`${row.group.counts.results.toLocaleString("zh-CN")}条，查看${row.group.name}的明细`}
      >
        {row.group.counts.results.toLocaleString("zh-CN")}条
      </Button>
    ),
  },
  { title: "应补", key: "payable", className: "number", render: (_: unknown, { group }: Row) => counted(group.counts.payable) },
  {
    title: "待决定",
    key: "decisions",
    className: "number",
    render: (_: unknown, { group }: Row) => counted(group.counts.decisions),
  },
  { title: "不补", key: "refused", className: "number", render: (_: unknown, { group }: Row) => counted(group.counts.refused) },
  {
    title: "建议金额",
    key: "proposed",
    className: "number",
    render: (_: unknown, { group, depth }: Row) => (
      <>
        {group.counts.manual > 0 && <span className="manual-mark">含手工</span>}
        <Amount fen={group.sums.proposedFen} strong={depth === 0} />
      </>
    ),
  },
  {
    title: "挂起",
    key: "held",
    className: "number",
    render: (_: unknown, { group }: Row) => <Amount fen={group.sums.heldFen} />,
  },
];

const counted = (count: number): string => count.toLocaleString("zh-CN");

const budgetColumns = (plan: PlanDetails) => {
  const budgetOf = ({ depth, group }: Row) => (depth === 0 ? plan.lines.find(({ line }) => line === group.key) : undefined);
  return [
    {
      title: "此前已分配",
      key: "allocated",
      className: "number",
      render: (_: unknown, row: Row) => {
        const found = budgetOf(row);
        return found && found.allocatedFen !== "0" && <Amount fen={found.allocatedFen} />;
      },
    },
    {
      title: "年度预算",
      key: "budget",
      className: "number",
      render: (_: unknown, row: Row) => {
        const found = budgetOf(row);
        return found && <Amount fen={found.budgetFen} />;
      },
    },
    {
      title: "预算差额",
      key: "difference",
      className: "number",
      render: (_: unknown, row: Row) => {
        const found = budgetOf(row);
        return found && <Amount fen={found.differenceFen} />;
      },
    },
    {
      title: "预算核对",
      key: "code",
      render: (_: unknown, row: Row) => {
        const found = budgetOf(row);
        if (!found) return null;
        if (found.code === "TOTAL_BUDGET_EXCEEDED") return <Light state="bad" text="超出预算" />;
        if (found.code === "LINE_BUDGET_MISSING") return <Light state="bad" text="缺年度预算" />;
        return found.budgetFen === null ? <Light state="neutral" text="未列预算" /> : <Light state="good" text="在预算内" />;
      },
    },
    {
      title: "标准依据",
      key: "clause",
      render: (_: unknown, row: Row) => {
        const found = budgetOf(row);
        return found && <ClauseLink id={found.clause} />;
      },
    },
  ];
};

const GroupTotal = ({
  answer,
  plan,
  withBudget,
}: {
  answer: RouteAnswer<typeof groupPlan>;
  plan: PlanDetails;
  withBudget: boolean;
}) => {
  const difference = plan.fundBudgetFen === null ? null : String(BigInt(plan.fundBudgetFen) - BigInt(answer.sums.proposedFen));
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
      <Table.Summary.Cell index={1} className="number">
        {answer.counts.results.toLocaleString("zh-CN")}条
      </Table.Summary.Cell>
      <Table.Summary.Cell index={2} className="number">
        {counted(answer.counts.payable)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={3} className="number">
        {counted(answer.counts.decisions)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={4} className="number">
        {counted(answer.counts.refused)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={5} className="number">
        <Amount fen={answer.sums.proposedFen} strong />
      </Table.Summary.Cell>
      <Table.Summary.Cell index={6} className="number">
        <Amount fen={answer.sums.heldFen} />
      </Table.Summary.Cell>
      {withBudget && (
        <>
          <Table.Summary.Cell index={7} className="number">
            <Amount fen={String(plan.lines.reduce((sum, line) => sum + BigInt(line.allocatedFen), 0n))} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={8} className="number">
            <Amount fen={plan.fundBudgetFen} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={9} className="number">
            <Amount fen={difference} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={10} colSpan={2} />
        </>
      )}
    </Table.Summary.Row>
  );
};
