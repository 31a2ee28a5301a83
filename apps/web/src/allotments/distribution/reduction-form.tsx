import { draftReduction, listAllotmentNotices, listReducible, type RouteAnswer } from "@qiangyi/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import {
  Amount,
  EmptyState,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../../ui/index.ts";
import "../receipts/receipts.css";
import "./distribution.css";
import "./grid/grid.css";

type Item = RouteAnswer<typeof listReducible>["items"][number];

/** Which notice, then how much out of which book: only what lies there unpaid can be asked for. */
export const ReductionForm = ({ onClose }: { onClose: () => void }) => {
  const { year } = useWorkScope();
  const go = useNavigate();
  const notices = useAnswer(listAllotmentNotices, { query: { year, state: "issued", limit: 200 } });
  const [noticeId, setNoticeId] = useState<string>();
  const [values, setValues] = useState({ title: `关于追减${year}年补助资金的通知`, reason: "" });
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
  const rows = useAnswer(listReducible, { params: { noticeId: noticeId ?? "" } }, { enabled: noticeId !== undefined });
  const draft = useSubmit(draftReduction, { onDone: (made) => void go(`/allotments/reductions/${made.noticeId}`) });
  const asked = Object.entries(amounts).flatMap(([key, amountFen]) => {
    const [rowNo = "", book = ""] = key.split(" ");
    return noticeId === undefined || amountFen === "" || amountFen === "0"
      ? []
      : [{ noticeId, rowNo: Number(rowNo), book, amountFen }];
  });
  return (
    <section className="panel money-panel" aria-label="起草追减">
      <ProblemSummary
        problem={draft.problem}
        fields={{ title: { label: "标题", id: "reduction-title" }, reason: { label: "原因", id: "reduction-reason" } }}
      />
      <div className="draft-head">
        <label htmlFor="reduction-notice">文件</label>
        <Select
          id="reduction-notice"
          aria-label="追减哪份文件的资金"
          showSearch={{ optionFilterProp: "label" }}
          loading={notices.isPending}
          value={noticeId ?? null}
          onChange={(chosen: string) => {
            setNoticeId(chosen);
            setAmounts({});
          }}
          options={(notices.data?.items ?? [])
            .filter(({ kind }) => kind !== "reduction")
            .map(({ id, number, title, issuerName }) => ({ value: id, label: `${number ?? ""} ${title}（${issuerName}）` }))}
        />
        <label htmlFor="reduction-title">标题</label>
        <Input
          id="reduction-title"
          value={values.title}
          maxLength={200}
          onChange={({ target }) => setValues((before) => ({ ...before, title: target.value }))}
        />
        <label htmlFor="reduction-reason">原因</label>
        <Input
          id="reduction-reason"
          value={values.reason}
          maxLength={500}
          onChange={({ target }) => setValues((before) => ({ ...before, reason: target.value }))}
        />
      </div>
      {noticeId !== undefined &&
        (rows.data === undefined ? (
          <Pending of={rows} />
        ) : (
          <Reducible
            items={rows.data.items}
            amounts={amounts}
            onChange={(key, fen) => setAmounts((before) => ({ ...before, [key]: fen }))}
          />
        ))}
      <p>
        <Button
          type="primary"
          loading={draft.isSending}
          disabled={asked.length === 0}
          onClick={() => draft.submit({ body: { ...values, rows: asked } })}
        >
          保存草稿（{asked.length}行）
        </Button>
        <Button className="after-button" onClick={onClose}>
          取消
        </Button>
      </p>
    </section>
  );
};

interface ReducibleProps {
  readonly items: readonly Item[];
  readonly amounts: Readonly<Record<string, string>>;
  readonly onChange: (key: string, fen: string) => void;
}

const Reducible = ({ items, amounts, onChange }: ReducibleProps) => {
  const lines = items.flatMap((item) => item.books.map((book) => ({ item, book, key: `${item.rowNo} ${book.book}` })));
  if (lines.length === 0) return <EmptyState text="这份文件不是本级下达的，或下级还没有接收" />;
  return (
    <>
      <div className="table-bar">
        <span />
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ScrollBox label="可追减的资金" isTall>
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">项目</th>
              <th scope="col">资金在</th>
              <th scope="col" className="number">
                未支付
              </th>
              <th scope="col" className="number">
                追减（万元）
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ item, book, key }) => (
              <tr key={key}>
                <td>{item.rowNo}</td>
                <td>
                  {item.lineName}　{item.title}
                </td>
                <td style={{ paddingLeft: 8 + (book.depth - 1) * 16 }}>{book.name}</td>
                <td className="number">
                  <Amount fen={book.unpaidFen} />
                </td>
                <td className="number">
                  <WanInput
                    label={`第${item.rowNo}行从${book.name}追减（万元）`}
                    value={amounts[key] ?? ""}
                    disabled={book.unpaidFen === "0"}
                    isWrong={BigInt(amounts[key] || "0") > BigInt(book.unpaidFen)}
                    onChange={(fen) => onChange(key, fen)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
};
