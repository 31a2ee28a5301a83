import { type ListedPayment, listPayments, type PaymentState, paymentStates } from "@qiangyi/api";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  Amount,
  FilterBar,
  KeysetTable,
  Light,
  Page,
  SuspendedLines,
  UnitNote,
  useAnswer,
  useFilters,
  useScoped,
  useSession,
  useWorkScope,
} from "../ui/index.ts";
import { DecideBar } from "./decide-bar.tsx";
import { PayBar } from "./pay-bar.tsx";
import { optionsOf, stateLights } from "./words.ts";
import "./payments.css";

const states = Object.keys(paymentStates) as PaymentState[];
const isState = (value: string | undefined): value is PaymentState => states.some((state) => state === value);

/** 支付: every request within sight; heads and treasuries handle what waits for them here, many at once. */
export const PaymentsPage = () => {
  const { can } = useSession();
  const { year, region } = useWorkScope();
  const to = useScoped();
  const navigate = useNavigate();
  const { values, set } = useFilters(["state", "mine"]);
  const [selected, setSelected] = useState<readonly ListedPayment[]>([]);
  const isDesk = can("payments.approve") || can("payments.pay");
  const isMine = values.mine === undefined ? isDesk : values.mine === "true";
  const query = { year, ...(isMine ? { mine: "true" as const } : isState(values.state) && { state: values.state }) };
  const sums = useAnswer(listPayments, { query: { year, limit: 1 } });
  const change = (next: Parameters<typeof set>[0]) => {
    setSelected([]);
    set(next);
  };
  return (
    <Page
      title="支付"
      subtitle="申请即冻结指标，负责人审批，由拨付资金的财政部门国库集中支付"
      actions={
        <>
          <Link to={to("/payments/procurements")}>
            <Button>采购合同</Button>
          </Link>
          <Link to={to("/payments/rules")}>
            <Button>支付规则与暂停</Button>
          </Link>
          {can("payments.request") && (
            <Link to={to("/payments/requests/new")}>
              <Button type="primary">支付申请</Button>
            </Link>
          )}
        </>
      }
    >
      <SuspendedLines region={region} />
      <div className="figures">
        {states.map((state) => {
          const sum = sums.data?.sums.find((each) => each.state === state);
          return (
            <div className="figure" key={state}>
              <div className="figure-label">{paymentStates[state]}</div>
              <div className="figure-value">
                <Amount fen={sum?.amountFen ?? "0"} />
              </div>
              <div className="figure-note">{sum?.count ?? 0}笔</div>
            </div>
          );
        })}
      </div>
      {selected.length > 0 && can("payments.approve") && <DecideBar selected={selected} onDone={() => setSelected([])} />}
      {selected.length > 0 && can("payments.pay") && <PayBar selected={selected} onDone={() => setSelected([])} />}
      <KeysetTable<ListedPayment>
        caption="支付申请"
        route={listPayments}
        input={{ query }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(to(`/payments/requests/${id}`))}
        emptyText={isMine ? "没有等您办理的申请" : "没有符合条件的支付申请"}
        {...(isDesk &&
          isMine && {
            selection: {
              selectedRowKeys: selected.map(({ id }) => id),
              onChange: (_: unknown, rows: ListedPayment[]) => setSelected(rows),
              getCheckboxProps: ({ number }: ListedPayment) => ({ "aria-label": `选择${number}` }) as object,
            },
          })}
        toolbar={
          <>
            <Segmented
              aria-label="范围"
              value={isMine ? "true" : "all"}
              options={[
                { value: "true", label: "待我办理" },
                { value: "all", label: "全部" },
              ]}
              onChange={(mine) => change({ mine, state: undefined })}
            />
            {!isMine && (
              <FilterBar
                filters={[
                  {
                    kind: "choice",
                    name: "state",
                    label: "状态",
                    placeholder: "全部状态",
                    width: 150,
                    options: optionsOf(paymentStates),
                  },
                ]}
                values={values}
                onChange={change}
              />
            )}
          </>
        }
        extra={<UnitNote />}
        columns={[
          {
            title: "申请编号",
            render: (_, { number }) => <span className="row-title">{number}</span>,
          },
          { title: "单位", render: (_, { institutionName }) => <div className="wrapping is-narrow">{institutionName}</div> },
          {
            title: "项目账页",
            render: (_, { projectTitle, lineName }) => (
              <div className="wrapping is-narrow">
                {projectTitle}
                <br />
                <span className="check-clause">{lineName}</span>
              </div>
            ),
          },
          {
            title: "用途",
            render: (_, { purpose, categoryName, isPrepayment }) => (
              <div className="wrapping is-narrow">
                {purpose}（{categoryName}）{isPrepayment && "［预付］"}
              </div>
            ),
          },
          { title: "金额", className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} strong /> },
          {
            title: "收款人",
            render: (_, { payeeName, payeeAccount }) => (
              <>
                {payeeName}
                <br />
                <span className="digest">{payeeAccount}</span>
              </>
            ),
          },
          {
            title: "申请",
            render: (_, { requestedOn, requestedBy }) => (
              <>
                {requestedOn}
                <br />
                {requestedBy}
              </>
            ),
          },
          {
            title: "状态",
            render: (_, { state, voucherNumber, paidOn }) => (
              <>
                <Light state={stateLights[state]} text={paymentStates[state]} />
                {voucherNumber !== null && (
                  <div className="check-clause">
                    {voucherNumber}　{paidOn}
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
    </Page>
  );
};
