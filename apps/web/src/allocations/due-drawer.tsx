import { explainDue, type RouteAnswer } from "@qiangyi/api";
import { Descriptions, Drawer, Table } from "antd";
import { Link } from "react-router";
import { Amount, ClauseLink, Light, Pending, UnitNote, useAnswer } from "../ui/index.ts";
import { Facts, Steps } from "./explained-parts.tsx";
import { statusWords } from "./words.ts";

type Explained = RouteAnswer<typeof explainDue>;

interface DrawerProps {
  readonly publicationId: string;
  readonly lineNo: number;
  readonly onClose: () => void;
}

/** Why this amount, as far as the reader's own place goes: steps with clauses, readings, facts of his scope, decisions. */
export const DueDrawer = ({ publicationId, lineNo, onClose }: DrawerProps) => {
  const answer = useAnswer(explainDue, { params: { publicationId, lineNo } });
  const title = answer.data ? `${answer.data.line.lineName}　${answer.data.line.title}` : "金额说明";
  return (
    <Drawer open size={760} title={title} onClose={onClose} rootClassName="line-drawer">
      {answer.data ? <ExplainedDue explained={answer.data} /> : <Pending of={answer} />}
    </Drawer>
  );
};

const ExplainedDue = ({ explained }: { explained: Explained }) => (
  <>
    <Headline explained={explained} />
    <Steps steps={explained.steps} />
    <Shares explained={explained} />
    <Readings explained={explained} />
    <Facts facts={explained.facts} hidden={explained.hiddenFacts} />
    <Records explained={explained} />
  </>
);

const Headline = ({ explained: { line, term, projectTotalFen } }: { explained: Explained }) => (
  <>
    <div className="table-extra drawer-unit">
      <UnitNote />
    </div>
    <Descriptions
      size="small"
      column={2}
      bordered
      items={[
        { key: "status", label: "结果", children: <Light {...statusWords[line.status]} /> },
        { key: "proposed", label: "应补金额", children: <Amount fen={line.sums.proposedFen} strong /> },
        ...(line.isPart ? [{ key: "whole", label: "整条金额", children: <Amount fen={line.wholeFen} /> }] : []),
        { key: "due", label: "按标准应补", children: <Amount fen={line.sums.dueFen} /> },
        { key: "held", label: "挂起待决定", children: <Amount fen={line.sums.heldFen} /> },
        ...(line.allocatedFen === null
          ? []
          : [{ key: "allocated", label: "此前已分配", children: <Amount fen={line.allocatedFen} /> }]),
        { key: "place", label: "地区", children: line.place },
        { key: "institution", label: "机构", children: line.institutionName ?? "—" },
        { key: "subject", label: "对象编号", children: line.subject },
        { key: "year", label: "年度", children: `${line.year}年` },
        ...(line.sums.recoveryFen === "0"
          ? []
          : [{ key: "recovery", label: "应收回", children: <Amount fen={line.sums.recoveryFen} /> }]),
        ...(term === null ? [] : [{ key: "term", label: "补助期", children: `${term.from}至${term.to}` }]),
        ...(projectTotalFen === null
          ? []
          : [{ key: "total", label: "含国家补助共计", children: <Amount fen={projectTotalFen} /> }]),
      ]}
    />
    {line.isPart && (
      <p className="figure-note">
        {line.isManual ? "金额由省里核定到所在地，没有分到各机构。" : "这一条由几家机构共享，应补金额是您查看范围内的部分。"}
      </p>
    )}
    {line.hints.length > 0 && (
      <ul className="line-codes">
        {line.hints.map(({ code, title, remedy }) => (
          <li key={code}>
            {title}：{remedy}
          </li>
        ))}
      </ul>
    )}
  </>
);

const Shares = ({ explained: { line, shares } }: { explained: Explained }) =>
  line.isManual || (shares.length < 2 && !line.isPart) || shares.length === 0 ? null : (
    <>
      <h2>分到各机构</h2>
      <Table
        size="small"
        pagination={false}
        rowKey="name"
        dataSource={shares}
        columns={[
          { title: "机构", dataIndex: "name" },
          { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
        ]}
      />
      {line.isPart && <p className="figure-note">其余部分属于其他地区或单位，不在您的查看范围内。</p>}
    </>
  );

const Readings = ({ explained: { readings } }: { explained: Explained }) =>
  readings.length === 0 ? null : (
    <>
      <h2>采用的口径</h2>
      <ul className="records">
        {readings.map(({ key, question, label, clauses }) => (
          <li key={key} className="reading-used">
            {question} <Link to="/policy/readings">采用：{label}</Link>
            {clauses.map((clause) => (
              <span key={clause} className="after-link">
                <ClauseLink id={clause} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );

const Records = ({ explained: { decision, manual } }: { explained: Explained }) =>
  decision === null && manual === null ? null : (
    <>
      <h2>决定与手工金额</h2>
      <ul className="records">
        {decision !== null && (
          <li>
            {decision.decidedOn} {decision.decidedBy}决定补 <Amount fen={decision.amountFen} strong />：{decision.reason}
            {decision.documentNumber !== null && `（${decision.documentNumber}）`}
          </li>
        )}
        {manual !== null && (
          <li>
            {manual.decidedBy}定为 <Amount fen={manual.amountFen} strong />
            （按标准应补 <Amount fen={manual.dueFen} />
            ）：{manual.reason}
            {manual.documentNumber !== null && `（${manual.documentNumber}）`}
          </li>
        )}
      </ul>
    </>
  );
