import { type CountySafety, findingsBoard, type InspectionCoverage, type RouteAnswer } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  EmptyState,
  Light,
  Page,
  Pending,
  ScrollBox,
  StatedAmount,
  UnitNote,
  useAnswer,
  useScoped,
  useWorkScope,
} from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import { StartInspectionDialog } from "./inspection-dialogs.tsx";
import { RaiseDialog } from "./raise-dialog.tsx";
import "./findings.css";

type Board = RouteAnswer<typeof findingsBoard>;

/** 总览: how much was looked at, what is open and late, and where the money is least safe. */
export const BoardPage = () => {
  const { year } = useWorkScope();
  const answer = useAnswer(findingsBoard, { query: { year } }, { keepPrevious: true });
  if (!answer.data)
    return (
      <Page title="监督检查">
        <FindingsNav />
        <Pending of={answer} />
      </Page>
    );
  const board = answer.data;
  return (
    <Page title="监督检查" subtitle={`${board.year}年，数据截至${board.today}`} actions={<Actions board={board} />}>
      <FindingsNav />
      <Figures board={board} />
      <Coverage board={board} />
      <Safety board={board} />
    </Page>
  );
};

const Actions = ({ board: { may } }: { board: Board }) => {
  const [dialog, setDialog] = useState<"inspect" | "raise">();
  const close = () => setDialog(undefined);
  return (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      {may.inspect && <Button onClick={() => setDialog("inspect")}>登记检查</Button>}
      {may.raise && (
        <Button type="primary" onClick={() => setDialog("raise")}>
          登记问题
        </Button>
      )}
      {dialog === "inspect" && <StartInspectionDialog onClose={close} />}
      {dialog === "raise" && <RaiseDialog onClose={close} />}
    </>
  );
};

const Figures = ({ board: { total, openAuditMatters, outstandingFen, safety } }: { board: Board }) => {
  const scoped = useScoped();
  const blocked = safety.reduce((sum, county) => sum + county.blocked, 0);
  return (
    <div className="figures">
      <div className="figure">
        <div className="figure-label">检查覆盖率</div>
        <div className="figure-value">{total.percent === null ? "—" : `${total.percent}%`}</div>
        <div className="figure-note">
          已检查{total.inspected}个，共{total.projects}个项目
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">未办结问题</div>
        <div className="figure-value">{total.openFindings}</div>
        <div className="figure-note">
          <Link to={scoped("/findings/items?standing=open")}>查看</Link>
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">超期整改</div>
        <div className="figure-value">{total.overdue}</div>
        <div className="figure-note">
          {total.overdue > 0 ? (
            <Link to={scoped("/findings/items?standing=overdue")}>查看</Link>
          ) : (
            <Light state="good" text="没有超期" />
          )}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">未办结审计事项</div>
        <div className="figure-value">{openAuditMatters}</div>
        <div className="figure-note">
          <Link to={scoped("/findings/audit-matters?state=open")}>查看</Link>
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">待收回资金</div>
        <div className="figure-value">
          <StatedAmount fen={outstandingFen} />
        </div>
        <div className="figure-note">全年拦截支付{blocked}笔</div>
      </div>
    </div>
  );
};

const Share = ({ percent }: { percent: string | null }) =>
  percent === null ? (
    "—"
  ) : (
    <>
      {percent}%
      <span className="finding-share no-print" aria-hidden="true">
        <span style={{ width: `${Math.min(100, Number(percent))}%` }} />
      </span>
    </>
  );

const count = (value: number) => (value === 0 ? "0" : value.toLocaleString("zh-CN"));

/** A number of findings that leads to them. */
const Counted = ({ value, region, standing }: { value: number; region: string; standing: "open" | "overdue" }) => {
  const { year } = useWorkScope();
  if (value === 0) return "0";
  return <Link to={`/findings/items?standing=${standing}&region=${region}&year=${year}`}>{value}</Link>;
};

const Coverage = ({ board: { places, total } }: { board: Board }) => (
  <section className="keyset-table" aria-label="检查覆盖">
    <div className="table-bar">
      <h2>检查覆盖</h2>
      <div className="table-extra">
        <span className="unit-note">单位：个</span>
      </div>
    </div>
    <ScrollBox label="检查覆盖表格">
      <Table<InspectionCoverage & { readonly isTotal?: boolean }>
        size="small"
        pagination={false}
        rowKey={({ region, isTotal = false }) => `${region}${isTotal ? "合计" : ""}`}
        dataSource={[{ ...total, name: "合计", isTotal: true }, ...places]}
        rowClassName={({ isTotal }) => (isTotal ? "ant-table-summary" : "")}
        columns={[
          { title: "地区", key: "name", render: (_, { name, isTotal }) => (isTotal ? <strong>{name}</strong> : name) },
          { title: "项目", key: "projects", className: "number", render: (_, { projects }) => count(projects) },
          { title: "计划抽查", key: "planned", className: "number", render: (_, { planned }) => count(planned) },
          { title: "已检查", key: "inspected", className: "number", render: (_, { inspected }) => count(inspected) },
          { title: "财政检查", key: "finance", className: "number", render: (_, { byFinance }) => count(byFinance) },
          { title: "卫健检查", key: "health", className: "number", render: (_, { byHealth }) => count(byHealth) },
          { title: "覆盖率", key: "percent", className: "number", render: (_, { percent }) => <Share percent={percent} /> },
          {
            title: "未办结问题",
            key: "open",
            className: "number",
            render: (_, { openFindings, region }) => <Counted value={openFindings} region={region} standing="open" />,
          },
          {
            title: "超期整改",
            key: "overdue",
            className: "number",
            render: (_, { overdue, region }) => <Counted value={overdue} region={region} standing="overdue" />,
          },
        ]}
      />
    </ScrollBox>
  </section>
);

const isQuiet = ({ blocked, suspensions, openFindings, overdue, outstandingFen }: CountySafety): boolean =>
  blocked === 0 && suspensions === 0 && openFindings === 0 && overdue === 0 && outstandingFen === "0";

/** Counties as the server orders them, outstanding recovery first; those with nothing to tell are folded away. */
const Safety = ({ board: { safety } }: { board: Board }) => {
  const [showsAll, setShowsAll] = useState(false);
  const quiet = safety.filter(isQuiet).length;
  const rows = showsAll ? safety : safety.filter((county) => !isQuiet(county));
  return (
    <section className="keyset-table" aria-label="各县资金安全">
      <div className="table-bar">
        <h2>各县资金安全</h2>
        <div className="table-extra">
          {quiet > 0 && (
            <Button size="small" className="no-print" onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? "只看有情况的县" : `另有${quiet}个县没有情况，全部列出`}
            </Button>
          )}
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="各县资金安全表格">
        <Table<CountySafety>
          size="small"
          pagination={false}
          rowKey={({ region }) => region}
          dataSource={rows}
          locale={{ emptyText: <EmptyState text="各县都没有拦截的支付、未办结的问题和待收回的资金" /> }}
          columns={[
            { title: "县（市、区）", key: "name", render: (_, { name, cityName }) => `${cityName}${name}` },
            {
              title: "待收回",
              key: "outstanding",
              className: "number",
              render: (_, { outstandingFen }) => <Amount fen={outstandingFen} strong={outstandingFen !== "0"} />,
            },
            { title: "拦截支付（笔）", key: "blocked", className: "number", render: (_, { blocked }) => count(blocked) },
            {
              title: "拦截金额",
              key: "blockedFen",
              className: "number",
              render: (_, { blockedFen }) => <Amount fen={blockedFen} />,
            },
            {
              title: "暂停拨付（项）",
              key: "suspensions",
              className: "number",
              render: (_, { suspensions }) => count(suspensions),
            },
            {
              title: "未办结问题",
              key: "open",
              className: "number",
              render: (_, { openFindings, region }) => <Counted value={openFindings} region={region} standing="open" />,
            },
            {
              title: "超期整改",
              key: "overdue",
              className: "number",
              render: (_, { overdue, region }) => <Counted value={overdue} region={region} standing="overdue" />,
            },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
