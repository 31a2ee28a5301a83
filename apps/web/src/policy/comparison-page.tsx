import { comparePolicyTexts, type PolicyComparisonRow } from "@qiangyi/api";
import { Checkbox } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { EmptyState, Pending, useAnswer } from "../ui/index.ts";
import { PolicyPage } from "./policy-page.tsx";

/** Two versions article by article. Additions are underlined and marked 增, removals struck out and marked 删. */
export const ComparisonPage = () => {
  const { text = "" } = useParams();
  const [search] = useSearchParams();
  const [showSame, setShowSame] = useState(false);
  const answer = useAnswer(comparePolicyTexts, { params: { text }, query: { with: search.get("with") ?? "" } });
  if (!answer.data) return <Pending of={answer} />;
  const { before, after, counts, rows } = answer.data;
  const shown = rows.filter(({ state }) => showSame || state !== "same");
  return (
    <PolicyPage
      title={`第${before.version ?? ""}版与第${after.version ?? ""}版比较`}
      subtitle={<Link to={`/policy/documents/${after.document}/texts`}>各版本</Link>}
    >
      <p className="policy-facts">
        <span>改动{counts.changed}处</span>
        <span>新增{counts.added}处</span>
        <span>删去{counts.removed}处</span>
        <span>未变{counts.same}处</span>
        <Checkbox className="no-print" checked={showSame} onChange={({ target }) => setShowSame(target.checked)}>
          显示未变的条文
        </Checkbox>
      </p>
      <section className="panel policy-diff" aria-label="逐条比较">
        {shown.length === 0 ? (
          <EmptyState text="两个版本的文字完全相同" />
        ) : (
          shown.map((row, index) => <Row key={`${row.ref} ${row.label} ${index}`} row={row} />)
        )}
      </section>
    </PolicyPage>
  );
};

const stateNames = { same: "未变", changed: "改动", added: "新增", removed: "删去" } as const;

const Row = ({ row }: { row: PolicyComparisonRow }) => (
  <div className="policy-diff-row">
    <h2>
      {row.ref || row.label}　<span className="figure-note">{stateNames[row.state]}</span>
    </h2>
    <div className="policy-official" style={{ whiteSpace: "pre-line" }}>
      {row.pieces.map(({ text, change }, index) => {
        const key = `${index} ${change}`;
        if (change === "added") return <ins key={key}>{text}</ins>;
        return change === "removed" ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
      })}
    </div>
  </div>
);
