import { callResults, type ProjectResult, type RouteAnswer } from "@qiangyi/api";
import { Alert, Button, InputNumber, Table } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { EmptyState, Light, Page, Pending, ScrollBox, useAnswer, useScoped, useSession } from "../ui/index.ts";
import "./reviews.css";
import { ConcludeDialog, SecondReviewDialog } from "./result-actions.tsx";
import { conclusionWords, limitText, pointsText, suggestionWords } from "./words.ts";

type Results = RouteAnswer<typeof callResults>;

/** Raw and adjusted order side by side, the spread, what hangs on one expert, and the conclusion of each project. */
export const ReviewResultsPage = () => {
  const { callId = "" } = useParams();
  const [cut, setCut] = useState<number | null>(null);
  const answer = useAnswer(callResults, { params: { callId }, query: cut === null ? {} : { cut } }, { keepPrevious: true });
  const scoped = useScoped();
  const { can } = useSession();
  if (answer.data === undefined)
    return (
      <Page title="评审结果">
        <Pending of={answer} missing={{ title: "找不到这次申报通知的评审", back: "/reviews/calls", backText: "查看全部评审" }} />
      </Page>
    );
  const results = answer.data;
  return (
    <Page
      title="评审结果"
      subtitle={
        <>
          <Link to={scoped(`/reviews/calls/${callId}`)}>{results.title}</Link>
          <span className="after-link">
            {limitText(results.pass)}分及以上推荐，不足{limitText(results.revise)}分不予推荐，极差超过{results.spread}分复评
          </span>
        </>
      }
      actions={
        <>
          <label>
            拟选项数 <InputNumber aria-label="拟选项数" min={1} max={500} value={cut} onChange={setCut} style={{ width: 90 }} />
          </label>
          {can("projects.select") && (
            <Link to={scoped(`/projects/calls/${callId}/selection`)}>
              <Button type="primary">论证完成，去遴选</Button>
            </Link>
          )}
        </>
      }
    >
      {results.openSheets > 0 && (
        <Alert
          type="info"
          showIcon
          className="review-note"
          title={`还有${results.openSheets}份评分没有提交；一组全部提交之前不显示该组的任何分数`}
        />
      )}
      {!results.isConnected && (
        <Alert
          type="warning"
          showIcon
          className="review-note"
          title="各组专家没有共同评过的项目，宽严校正只在组内有效，组间次序请谨慎比较"
        />
      )}
      <CutNote results={results} />
      <ResultTable results={results} cut={cut} />
      {results.experts.length > 0 && <ExpertEffects results={results} />}
    </Page>
  );
};

const CutNote = ({ results: { cut } }: { results: Results }) => {
  if (cut === null) return null;
  return cut.from === cut.to ? (
    <Alert type="success" showIcon className="review-note" title={`选前${cut.chosen}项：去掉任何一名专家的评分，取舍都不改变`} />
  ) : (
    <Alert
      type="warning"
      showIcon
      className="review-note"
      title={`选前${cut.chosen}项：第${cut.from}至${cut.to}名的取舍系于个别专家，建议论证时重点讨论（表中标出）`}
    />
  );
};

const ResultTable = ({ results, cut }: { results: Results; cut: number | null }) => {
  const [concluding, setConcluding] = useState<ProjectResult>();
  const [second, setSecond] = useState<ProjectResult>();
  const hangs = ({ bestRank, worstRank }: ProjectResult) =>
    cut !== null && bestRank !== null && worstRank !== null && bestRank <= cut && worstRank > cut;
  return (
    <section className="keyset-table" aria-label="评审结果">
      <ScrollBox label="评审结果表格">
        <Table<ProjectResult>
          size="small"
          pagination={false}
          rowKey={({ id }) => id}
          dataSource={results.projects}
          locale={{ emptyText: <EmptyState text="还没有项目进入评审" /> }}
          rowClassName={(row) => `${hangs(row) ? "is-unstable" : ""} ${cut !== null && row.rank === cut ? "cut-line" : ""}`}
          columns={[
            { title: "名次", className: "number", render: (_, { rank }) => rank ?? "—" },
            { title: "项目与单位", render: (_, row) => <Titled row={row} /> },
            { title: "均值（分）", className: "number", render: (_, { mean }) => <strong>{pointsText(mean)}</strong> },
            { title: "校正后（分）", className: "number", render: (_, { adjusted }) => pointsText(adjusted) },
            {
              title: "校正名次",
              className: "number",
              render: (_, { rank, adjustedRank }) => <Moved from={rank} to={adjustedRank} />,
            },
            {
              title: "名次区间",
              className: "number",
              render: (_, { bestRank, worstRank }) =>
                bestRank === null ? "—" : bestRank === worstRank ? bestRank : `${bestRank}–${worstRank}`,
            },
            { title: "各轮得分（低到高）", render: (_, { rounds }) => <Rounds rounds={rounds} /> },
            { title: "极差（分）", className: "number", render: (_, { rounds }) => pointsText(rounds.at(-1)?.spread) },
            {
              title: "提示与结论",
              render: (_, row) => (
                <>
                  {row.conclusion === null && <Hints row={row} />}
                  <Decision row={row} onConclude={setConcluding} onSecond={setSecond} />
                </>
              ),
            },
          ]}
        />
      </ScrollBox>
      {concluding !== undefined && <ConcludeDialog project={concluding} onClose={() => setConcluding(undefined)} />}
      {second !== undefined && <SecondReviewDialog project={second} onClose={() => setSecond(undefined)} />}
    </section>
  );
};

const Titled = ({ row: { number, title, institutionName } }: { row: ProjectResult }) => (
  <div className="result-title">
    {title}
    <br />
    <small>
      {number}　{institutionName}
    </small>
  </div>
);

interface DecisionProps {
  readonly row: ProjectResult;
  readonly onConclude: (row: ProjectResult) => void;
  readonly onSecond: (row: ProjectResult) => void;
}

/** What was concluded, or the one thing that can be done now. */
const Decision = ({ row, onConclude, onSecond }: DecisionProps) => {
  if (row.conclusion !== null) return conclusionWords[row.conclusion.conclusion];
  if (row.needsSecond)
    return (
      <Button size="small" onClick={() => onSecond(row)} aria-label={`为${row.number}组织复评`}>
        组织复评
      </Button>
    );
  if (row.mean === null) return null;
  return (
    <Button size="small" type="primary" onClick={() => onConclude(row)} aria-label={`为${row.number}作结论`}>
      作结论
    </Button>
  );
};

/** An order that the adjustment changes is told by an arrow and a word, not by colour alone. */
const Moved = ({ from, to }: { from: number | null; to: number | null }) => {
  if (from === null || to === null) return "—";
  if (from === to) return to;
  return (
    <span className="rank-moved">
      {to}
      {to < from ? ` ↑升${from - to}` : ` ↓降${to - from}`}
    </span>
  );
};

const Rounds = ({ rounds }: { rounds: ProjectResult["rounds"] }) =>
  rounds.map(({ panel, round, totals }) => (
    <div key={panel}>
      {round > 1 ? "复评 " : ""}
      {totals.length === 0 ? "评审中" : totals.map(pointsText).join("　")}
    </div>
  ));

const Hints = ({ row: { suggestion, needsSecond, vetoes } }: { row: ProjectResult }) => (
  <div className="hints">
    {needsSecond ? (
      <Light state="warning" text="须复评" />
    ) : (
      suggestion !== null && <Light state={suggestionWords[suggestion][0]} text={suggestionWords[suggestion][1]} />
    )}
    {vetoes.map(({ id, title, against }) => (
      <div key={id} className="narrow-text">
        <Light state="bad" text={`${against}人认为不符合`} />：{title}
      </div>
    ))}
  </div>
);

const ExpertEffects = ({ results: { experts } }: { results: Results }) => (
  <section className="panel">
    <h2>专家宽严</h2>
    <p>
      对共同评过的项目，按可加模型以最小二乘求得：正值表示比其他专家平均偏宽，负值偏严；各组之和为零。校正后均值为扣除宽严之后、按同样规则去掉极端的均值，仅供论证参考。
    </p>
    <ScrollBox label="专家宽严表格">
      <Table
        size="small"
        pagination={false}
        rowKey={({ number }) => number}
        dataSource={[...experts]}
        columns={[
          { title: "专家", render: (_, { number, name }) => `${number}　${name}` },
          { title: "评分（份）", className: "number", dataIndex: "sheets" },
          {
            title: "宽严（分）",
            className: "number",
            render: (_, { effect }) => `${effect > 0 ? "+" : ""}${pointsText(effect)}`,
          },
        ]}
      />
    </ScrollBox>
  </section>
);
