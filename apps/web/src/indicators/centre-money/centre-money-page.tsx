import { type CentreMoney, type RouteAnswer, showCentreMoney } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  Pending,
  ScrollBox,
  UnitNote,
  useAnswer,
  useScoped,
  useWorkScope,
} from "../../ui/index.ts";
import { AssessDialog, FinaliseDialog } from "./assess-dialog.tsx";
import "./centre-money.css";
import { CentrePayments } from "./centre-payments.tsx";
import { FundDialog, PolicyDialog } from "./fund-dialogs.tsx";
import { PayDialog } from "./pay-dialog.tsx";

type Answer = RouteAnswer<typeof showCentreMoney>;
type Fund = Answer["funds"][number];
type Open =
  | { readonly act: "assess" | "finalise" | "pay"; readonly centre: CentreMoney }
  | { readonly act: "fund"; readonly fund: Fund }
  | { readonly act: "policy" };

/** 中心经费: assessments, the fee that each makes payable with its reason, payments, and what was set aside for them. */
export const CentreMoneyPage = () => {
  const { year: workYear } = useWorkScope();
  const year = Math.max(workYear, 2023);
  const scoped = useScoped();
  const answer = useAnswer(showCentreMoney, { query: { year } });
  const [open, setOpen] = useState<Open>();
  if (answer.data === undefined)
    return (
      <Page title="中心经费">
        <Pending of={answer} />
      </Page>
    );
  const { centres, funds, policies, mayKeepPolicies } = answer.data;
  return (
    <Page
      title="中心经费"
      subtitle={`${year}年；指标账没有这类资金的项目，本页即是登记。管理费须待年度考核定稿，不预付，合计不超过核定额`}
      actions={<Link to={scoped("/indicators/centre-money/awards")}>奖金配套</Link>}
    >
      {centres.length === 0 ? (
        <EmptyState text="四家国家区域医疗中心不在您的管理范围" />
      ) : (
        <>
          <Fees centres={centres} onOpen={setOpen} />
          <Why centres={centres} />
          <CentrePayments centres={centres} policies={policies} />
          <Funds funds={funds} year={year} onOpen={setOpen} />
          <Policies policies={policies} mayKeep={mayKeepPolicies} onOpen={setOpen} />
        </>
      )}
      <OpenDialog open={open} year={year} policies={policies} onClose={() => setOpen(undefined)} />
    </Page>
  );
};

interface OpenProps {
  readonly open: Open | undefined;
  readonly year: number;
  readonly policies: Answer["policies"];
  readonly onClose: () => void;
}

const OpenDialog = ({ open, year, policies, onClose }: OpenProps) => {
  if (open === undefined) return null;
  switch (open.act) {
    case "fund":
      return <FundDialog fund={open.fund} {...{ year, onClose }} />;
    case "policy":
      return <PolicyDialog onClose={onClose} />;
    case "assess":
      return <AssessDialog centre={open.centre} {...{ year, onClose }} />;
    case "pay":
      return <PayDialog centre={open.centre} {...{ year, policies, onClose }} />;
    case "finalise": {
      const assessment = open.centre.assessments.at(-1);
      return assessment ? <FinaliseDialog centre={open.centre} {...{ year, assessment, onClose }} /> : null;
    }
  }
};

const stateOf = ({ assessments }: CentreMoney) => {
  const last = assessments.at(-1);
  if (last === undefined) return <Light state="neutral" text="未考核" />;
  return last.state === "final" ? (
    <Light state="good" text={`已定稿（第${last.version}版）`} />
  ) : (
    <Light state="open" text={`草稿（第${last.version}版）`} />
  );
};

const Fees = ({ centres, onOpen }: { centres: readonly CentreMoney[]; onOpen: (open: Open) => void }) => (
  <section className="panel centre-panel" aria-label="年度考核与管理费">
    <div className="table-bar">
      <h2>年度考核与管理费</h2>
      <UnitNote />
    </div>
    <ScrollBox label="年度考核与管理费表格">
      <Table<CentreMoney>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...centres]}
        columns={[
          {
            title: "中心",
            render: (_, { coBuiltName, originalName }) => (
              <span className="centre-names">
                {coBuiltName}
                <small>{originalName}</small>
              </span>
            ),
          },
          { title: "输出医院", dataIndex: "exportingHospital", width: 190 },
          { title: "考核单位", dataIndex: "assessor", width: 120 },
          { title: "年度考核", width: 150, render: (_, centre) => stateOf(centre) },
          {
            title: "应付管理费",
            width: 110,
            className: "number",
            render: (_, { fixedFen }) => (fixedFen === null ? "未确定" : <Amount fen={fixedFen} strong />),
          },
          { title: "已付", width: 100, className: "number", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
          { title: "还可付", width: 100, className: "number", render: (_, { availableFen }) => <Amount fen={availableFen} /> },
          { title: "办理", width: 230, className: "no-print", render: (_, centre) => <Acts centre={centre} onOpen={onOpen} /> },
        ]}
      />
    </ScrollBox>
  </section>
);

const Acts = ({ centre, onOpen }: { centre: CentreMoney; onOpen: (open: Open) => void }) => {
  const of = centre.originalName;
  const last = centre.assessments.at(-1);
  return (
    <span className="centre-buttons">
      {centre.mayAssess && (
        <Button
          size="small"
          aria-label={`${last ? "登记新版本" : "登记考核"}：${of}`}
          onClick={() => onOpen({ act: "assess", centre })}
        >
          {last ? "登记新版本" : "登记考核"}
        </Button>
      )}
      {last?.mayFinalise && (
        <Button size="small" type="primary" aria-label={`定稿：${of}`} onClick={() => onOpen({ act: "finalise", centre })}>
          定稿
        </Button>
      )}
      {centre.mayPay && (
        <Button size="small" aria-label={`登记付款：${of}`} onClick={() => onOpen({ act: "pay", centre })}>
          登记付款
        </Button>
      )}
    </span>
  );
};

const Why = ({ centres }: { centres: readonly CentreMoney[] }) => (
  <section className="panel" aria-label="金额的依据">
    <h2>金额的依据</h2>
    <dl className="centre-facts">
      {centres.map(({ id, originalName, explanation }) => (
        <div key={id} style={{ display: "contents" }}>
          <dt>{originalName}</dt>
          <dd>
            <ul className="centre-why">
              {explanation.map(({ clause, text }) => (
                <li key={text}>
                  {text}（<ClauseLink id={clause}>依据</ClauseLink>）
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

const Funds = ({ funds, year, onOpen }: { funds: readonly Fund[]; year: number; onOpen: (open: Open) => void }) => (
  <section className="panel centre-panel" aria-label="专项经费安排">
    <div className="table-bar">
      <h2>专项经费安排</h2>
      <UnitNote />
    </div>
    <ScrollBox label="专项经费安排表格">
      <Table<Fund>
        size="small"
        rowKey="payer"
        pagination={false}
        dataSource={[...funds]}
        columns={[
          { title: "安排单位", width: 160, dataIndex: "payer" },
          {
            title: `${year}年安排`,
            width: 140,
            className: "number",
            render: (_, { amountFen }) => (amountFen === null ? "未安排" : <Amount fen={amountFen} />),
          },
          { title: "当年已付", width: 140, className: "number", render: (_, { spentFen }) => <Amount fen={spentFen} /> },
          { title: "预算文件", render: (_, { document }) => document ?? "—" },
          {
            title: "办理",
            width: 120,
            className: "no-print",
            render: (_, fund) =>
              fund.mayEnter && (
                <Button
                  size="small"
                  aria-label={`${fund.amountFen === null ? "登记安排" : "更改安排"}：${fund.payer}`}
                  onClick={() => onOpen({ act: "fund", fund })}
                >
                  {fund.amountFen === null ? "登记安排" : "更改安排"}
                </Button>
              ),
          },
        ]}
      />
    </ScrollBox>
  </section>
);

interface PoliciesProps {
  readonly policies: Answer["policies"];
  readonly mayKeep: boolean;
  readonly onOpen: (open: Open) => void;
}

const Policies = ({ policies, mayKeep, onOpen }: PoliciesProps) => (
  <section className="panel centre-panel" aria-label="省现行人才政策">
    <div className="table-bar">
      <h2>省现行人才政策</h2>
      <span className="table-extra">
        {mayKeep && (
          <Button size="small" onClick={() => onOpen({ act: "policy" })}>
            登记政策
          </Button>
        )}
        <UnitNote />
      </span>
    </div>
    {policies.length === 0 ? (
      <p>还没有登记。安家费、科研启动费、工作津贴没有政策依据不能支付。</p>
    ) : (
      <ScrollBox label="人才政策表格">
        <Table<PoliciesProps["policies"][number]>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={[...policies]}
          columns={[
            { title: "项目", width: 120, dataIndex: "item" },
            { title: "政策", dataIndex: "name" },
            { title: "有效期", width: 220, render: (_, { validFrom, validTo }) => `${validFrom}至${validTo ?? "长期"}` },
            { title: "每人标准", width: 130, className: "number", render: (_, { ceilingFen }) => <Amount fen={ceilingFen} /> },
          ]}
        />
      </ScrollBox>
    )}
  </section>
);
