import { Table } from "antd";
import { Amount, ClauseLink, ScrollBox } from "../../ui/index.ts";
import type { Proposal } from "./proposal-page.tsx";

type Group = Proposal["groups"][number];

export const ProposalGroups = ({ proposal }: { proposal: Proposal }) => {
  const total = (of: (group: Group) => string | null) =>
    proposal.groups.reduce((sum, group) => sum + BigInt(of(group) ?? "0"), 0n);
  return (
    <ScrollBox label="按支持项目表格">
      <Table<Group>
        size="small"
        pagination={false}
        rowKey="line"
        dataSource={proposal.groups}
        columns={[
          { title: "支持项目", dataIndex: "name" },
          { title: "条款", render: (_, { clause }) => clause !== null && <ClauseLink id={clause} /> },
          { title: "条数", className: "number", dataIndex: "count" },
          { title: "建议", className: "number", render: (_, { proposedFen }) => <Amount fen={proposedFen} strong /> },
          { title: "预算", className: "number", render: (_, { budgetFen }) => <Amount fen={budgetFen} /> },
          { title: "预算减建议", className: "number", render: (_, { differenceFen }) => <Amount fen={differenceFen} /> },
          { title: "上年已分配", className: "number", render: (_, { lastYearFen }) => <Amount fen={lastYearFen} /> },
          {
            title: "比上年",
            className: "number",
            render: (_, { proposedFen, lastYearFen }) => <Amount fen={BigInt(proposedFen) - BigInt(lastYearFen)} />,
          },
        ]}
        summary={() => (
          <Table.Summary.Row className="total-row">
            <Table.Summary.Cell index={0} colSpan={2}>
              合计
            </Table.Summary.Cell>
            <Table.Summary.Cell index={2} className="number">
              {proposal.groups.reduce((sum, { count }) => sum + count, 0)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} className="number">
              <Amount fen={total(({ proposedFen }) => proposedFen)} strong />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={4} className="number">
              <Amount fen={total(({ budgetFen }) => budgetFen)} />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={5} />
            <Table.Summary.Cell index={6} className="number">
              <Amount fen={total(({ lastYearFen }) => lastYearFen)} />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={7} />
          </Table.Summary.Row>
        )}
      />
    </ScrollBox>
  );
};
