import {
  checkPayment,
  listPaymentPages,
  listProcurements,
  type PaymentDetail,
  type RouteAnswer,
  readPayment,
  resubmitPayment,
  submitPayment,
} from "@qiangyi/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { call, EmptyState, Page, Pending, ProblemSummary, SuspendedLines, useAnswer, useScoped, useSubmit } from "../ui/index.ts";
import { CheckList } from "./check-list.tsx";
import { draftFrom, emptyForm, type Filled, filledFrom } from "./request-draft.ts";
import { RequestFields, requestFields } from "./request-fields.tsx";
import "./payments.css";

export const NewRequestPage = () => <RequestPage held={undefined} />;

/** A returned request, mended and handed in again. */
export const ChangeRequestPage = () => {
  const { requestId = "" } = useParams();
  const answer = useAnswer(readPayment, { params: { requestId } });
  return answer.data === undefined ? (
    <Page title="修改支付申请">
      <Pending of={answer} missing={{ title: "找不到这笔支付申请", back: "/payments/requests", backText: "回到支付" }} />
    </Page>
  ) : (
    <RequestPage held={answer.data} />
  );
};

export type PagesAnswer = RouteAnswer<typeof listPaymentPages>;

/** 支付申请: while it is filled in, every check of the clauses is shown beside it, as the server will make them. */
const RequestPage = ({ held }: { held: PaymentDetail | undefined }) => {
  const [filled, setFilled] = useState<Filled>(() => (held ? filledFrom(held) : emptyForm));
  const pages = useAnswer(listPaymentPages, {});
  const page = pages.data?.pages.find(({ earmark }) => earmark === filled.earmark);
  const isTelemedicine = page?.fund === "5g-2022";
  const draft = draftFrom(filled, isTelemedicine);
  const checks = useLiveChecks(draft, filled.earmark !== null);
  const procurements = useAnswer(
    listProcurements,
    { query: { earmark: filled.earmark ?? "" } },
    { enabled: filled.earmark !== null },
  );
  const navigate = useNavigate();
  const to = useScoped();
  const options = {
    invalidates: ["ledger", "workbench"],
    onDone: ({ id }: { id: string }) => {
      void navigate(to(`/payments/requests/${id}`));
      window.scrollTo(0, 0);
    },
  };
  const create = useSubmit(submitPayment, options);
  const change = useSubmit(resubmitPayment, options);
  const { isSending, problem } = held ? change : create;
  const hasAmount = /^[1-9]\d*$/.test(filled.amountFen);
  const send = () =>
    held
      ? change.submit({ params: { requestId: held.id }, body: { ...draft, version: held.version } })
      : create.submit({ body: draft });
  return (
    <Page
      title={held ? `修改支付申请 ${held.number}` : "支付申请"}
      subtitle="一笔申请列入一个项目的账页；提交即冻结指标，未通过的检查逐条列在右边"
    >
      <ProblemSummary problem={problem} fields={requestFields} />
      <SuspendedLines {...(page !== undefined && { lines: [page.line] })} />
      {pages.data === undefined ? (
        <Pending of={pages} />
      ) : pages.data.pages.length === 0 ? (
        <EmptyState text="本单位还没有收到资金，没有可以支付的项目账页" />
      ) : (
        <div className="request-columns">
          <div className="panel">
            <RequestFields
              filled={filled}
              onChange={(next) => setFilled((before) => ({ ...before, ...next }))}
              answer={pages.data}
              page={page}
              procurements={procurements.data?.items ?? []}
              keepsAccount={held?.payeeAccount}
            />
            <Button type="primary" loading={isSending} disabled={!hasAmount || filled.earmark === null} onClick={send}>
              {held ? "重新提交" : "提交并冻结"}
            </Button>
            {!hasAmount && filled.earmark !== null && <span className="after-button">请填写金额</span>}
          </div>
          <aside className="panel checks-side" aria-label="自动检查" aria-live="polite">
            <h2>自动检查</h2>
            {checks === undefined ? (
              <p>选择项目账页后，按条款顺序逐条检查。</p>
            ) : (
              <>
                <p>{summaryOf(checks)}</p>
                <CheckList checks={checks.checks} hidesIdle />
              </>
            )}
          </aside>
        </div>
      )}
    </Page>
  );
};

type Checked = RouteAnswer<typeof checkPayment>;

const summaryOf = ({ checks }: Checked): string => {
  const failed = checks.filter(({ state }) => state === "fail").length;
  return failed === 0 ? `${checks.length}项检查没有不通过的，可以提交` : `${failed}项不通过，提交会被拒绝`;
};

/** Asks a moment after the last key: nothing of a trial is stored. */
const useLiveChecks = (draft: ReturnType<typeof draftFrom>, isOn: boolean): Checked | undefined => {
  const text = JSON.stringify(draft);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 350);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    queryKey: ["payments", "checks", settled],
    queryFn: ({ signal }) => call(checkPayment, { body: JSON.parse(settled) as typeof draft }, { signal }),
    enabled: isOn,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return isOn ? data : undefined;
};
