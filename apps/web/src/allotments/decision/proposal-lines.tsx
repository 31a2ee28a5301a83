import { Button, Input, Select, Table } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { Amount, Light, ScrollBox, UnitNote, WanInput } from "../../ui/index.ts";
import type { Proposal } from "./proposal-page.tsx";

type Line = Proposal["lines"][number];
/** Amounts that 省财政厅 sets itself, by line, each with its reason. */
export type Changes = Readonly<Record<number, { readonly amountFen: string; readonly reason: string }>>;

interface Props {
  readonly proposal: Proposal;
  readonly changes: Changes;
  readonly onChange: (changes: Changes) => void;
}

/** Every line that is decided on. Whoever decides may set an amount here; it is sent with the decision. */
export const ProposalLines = ({ proposal, changes, onChange }: Props) => {
  const [line, setLine] = useState("");
  const [text, setText] = useState("");
  const canChange = proposal.may.includes("change") && proposal.kind === "plan";
  const shown = useMemo(
    () =>
      proposal.lines.filter(
        (each) =>
          (line === "" || each.line === line) &&
          (text === "" || `${each.title} ${each.place} ${each.institutionName ?? ""}`.includes(text)),
      ),
    [proposal.lines, line, text],
  );
  const set = (lineNo: number, change: { amountFen: string; reason: string } | undefined) => {
    const { [lineNo]: _, ...others } = changes;
    onChange(change ? { ...others, [lineNo]: change } : others);
  };
  return (
    <section className="panel" aria-label="明细">
      <div className="table-bar">
        <h2>明细</h2>
        <div className="table-toolbar no-print">
          <Select
            aria-label="支持项目"
            size="small"
            style={{ width: 180 }}
            value={line}
            onChange={setLine}
            options={[
              { value: "", label: "全部项目" },
              ...proposal.groups.map(({ line: value, name }) => ({ value, label: name })),
            ]}
          />
          <Input
            aria-label="搜索名称、机构或地区"
            size="small"
            allowClear
            placeholder="名称、机构、地区"
            style={{ width: 180 }}
            value={text}
            onChange={({ target }) => setText(target.value.trim())}
          />
        </div>
        <UnitNote />
      </div>
      <ScrollBox label="明细表格">
        <Table<Line>
          size="small"
          rowKey="lineNo"
          dataSource={shown}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: "支持项目", dataIndex: "lineName" },
            {
              title: "事项",
              render: (_, each) =>
                proposal.kind === "plan" ? (
                  <Link
                    to={`/allocations/plans/${proposal.id}?year=${proposal.year}&tab=lines&line=${each.line}&text=${encodeURIComponent(each.subject)}`}
                  >
                    {each.title}
                  </Link>
                ) : (
                  each.title
                ),
            },
            { title: "单位或地区", render: (_, { place, institutionName }) => institutionName ?? place },
            { title: "按办法", className: "number", render: (_, { dueFen }) => <Amount fen={dueFen} /> },
            { title: "建议", className: "number", render: (_, { proposedFen }) => <Amount fen={proposedFen} strong /> },
            {
              title: "记录的决定",
              render: (_, { decisionReason }) => decisionReason !== null && <Light state="warning" text={decisionReason} />,
            },
            ...(canChange
              ? [
                  {
                    title: "改为",
                    width: 260,
                    render: (_: unknown, each: Line) => (
                      <ChangeCell line={each} change={changes[each.lineNo]} onChange={(change) => set(each.lineNo, change)} />
                    ),
                  },
                ]
              : []),
          ]}
        />
      </ScrollBox>
    </section>
  );
};

interface ChangeCellProps {
  readonly line: Line;
  readonly change: { readonly amountFen: string; readonly reason: string } | undefined;
  readonly onChange: (change: { amountFen: string; reason: string } | undefined) => void;
}

const ChangeCell = ({ line, change, onChange }: ChangeCellProps) => {
  if (!change) {
    return (
      <Button size="small" type="link" onClick={() => onChange({ amountFen: line.proposedFen, reason: "" })}>
        改动
      </Button>
    );
  }
  return (
    <div className="change-cell">
      <WanInput
        hasUnit
        isRequired
        label={`${line.title}改为`}
        value={change.amountFen}
        onChange={(amountFen) => onChange({ ...change, amountFen })}
      />
      <Input
        size="small"
        aria-label={`${line.title}改动理由`}
        placeholder="理由"
        maxLength={200}
        value={change.reason}
        onChange={({ target }) => onChange({ ...change, reason: target.value })}
      />
      <Button size="small" type="link" onClick={() => onChange(undefined)}>
        取消改动
      </Button>
    </div>
  );
};
