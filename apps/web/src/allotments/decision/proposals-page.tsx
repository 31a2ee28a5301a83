import { fundNames, listProposals, type ProposalHead } from "@qiangyi/api";
import { Table } from "antd";
import { Link } from "react-router";
import { Amount, EmptyState, Light, Page, Pending, ScrollBox, UnitNote, useAnswer, useWorkScope } from "../../ui/index.ts";
import { standingLights } from "./words.ts";

/** 审定: the frozen versions of a year and how far the decision on each has come. */
export const ProposalsPage = () => {
  const { year } = useWorkScope();
  const answer = useAnswer(listProposals, { query: { year } });
  return (
    <Page title="审定" subtitle="省卫生健康委报送、规财处会签、省财政厅审定；没有审定的建议不能下达">
      {answer.data === undefined ? <Pending of={answer} /> : <Proposals year={year} items={answer.data.items} />}
    </Page>
  );
};

const Proposals = ({ year, items }: { year: number; items: ProposalHead[] }) => {
  if (items.length === 0) return <EmptyState text={`${year}年还没有定稿的分配建议。先在“建议方案”中定稿`} />;
  return (
    <section aria-label={`${year}年分配建议`}>
      <div className="table-bar">
        <span />
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="分配建议表格">
        <Table<ProposalHead>
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={items}
          columns={[
            {
              title: "分配建议",
              render: (_, { id, title, year: of }) => <Link to={`/allotments/proposals/${id}?year=${of}`}>{title}</Link>,
            },
            { title: "资金", render: (_, { fund }) => fundNames[fund] },
            { title: "版本", render: (_, { version }) => (version === null ? "—" : `第${version}版`) },
            { title: "条数", className: "number", dataIndex: "lineCount" },
            { title: "合计", className: "number", render: (_, { totalFen }) => <Amount fen={totalFen} strong /> },
            { title: "办理情况", render: (_, { standing }) => <Light {...standingLights[standing]} /> },
            { title: "最近办理", render: (_, { lastAct }) => (lastAct ? `${lastAct.on}　${lastAct.name}` : "—") },
            { title: "审定文号", render: (_, { documentNumber }) => documentNumber ?? "—" },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
