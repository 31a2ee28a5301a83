import { type CarryOverItem, carryOverKinds, disposals, printRecovery, type RouteAnswer, readCarryOver } from "@qiangyi/api";
import { inChinese, parseDate } from "@qiangyi/kernel";
import { Button } from "antd";
import { Link, useParams } from "react-router";
import { Amount, ClauseLink, minuteOf, Page, PaperButton, Pending, UnitNote, useAnswer, useScoped } from "../ui/index.ts";
import "./payments.css";

/** One item of 结转结余: figures, decision with its rule, and the draft of the recovery notice. */
export const CarryOverPage = () => {
  const { itemId = "" } = useParams();
  const to = useScoped();
  const answer = useAnswer(readCarryOver, { params: { itemId } });
  const item = answer.data;
  if (item === undefined)
    return (
      <Page title="结转结余">
        <Pending of={answer} missing={{ title: "找不到这笔结转结余", back: "/payments/year-end", backText: "回到年终" }} />
      </Page>
    );
  return (
    <Page
      title={`${item.yearEnd}年末${carryOverKinds[item.kind]}：${item.title}`}
      subtitle={
        <>
          {item.holderName}　{item.lineName}　<Link to={to("/payments/year-end")}>回到年终</Link>
        </>
      }
      actions={
        <>
          {item.recovery && (
            <PaperButton
              label="收回通知公文"
              route={printRecovery}
              inputOf={(format) => ({ params: { itemId }, query: { format } })}
            />
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Facts item={item} />
      {item.recovery && <RecoveryNotice notice={item.recovery} />}
    </Page>
  );
};

const Facts = ({ item }: { item: CarryOverItem }) => (
  <section className="panel">
    <div className="table-bar">
      <h2>
        数额与处理
        <span className="after-link">
          <ClauseLink id="qiangyi-2024.art10.1.c" />
        </span>
      </h2>
      <div className="table-extra">
        <UnitNote />
      </div>
    </div>
    <dl className="payment-facts">
      <dt>预算年度</dt>
      <dd>
        {item.year}年（至{item.yearEnd}年末）　结转{item.ageYears}年
      </dd>
      <dt>执行率</dt>
      <dd>{item.percent === null ? "—" : `${item.percent}%`}</dd>
      <dt>收到</dt>
      <dd>
        <Amount fen={item.receivedFen} />
      </dd>
      <dt>年末已付</dt>
      <dd>
        <Amount fen={item.paidFen} />
      </dd>
      <dt>未支出</dt>
      <dd>
        <Amount fen={item.unspentFen} strong />
      </dd>
      <dt>预付未核销</dt>
      <dd>
        <Amount fen={item.prepaidFen} />
        （不计入）
      </dd>
      <dt>原因</dt>
      <dd className="is-wide">{item.reason ?? "尚未说明"}</dd>
      <dt>处理</dt>
      <dd>
        {item.disposal === null ? "尚未定处理，处理前不得支付" : disposals[item.disposal]}
        {item.targetLine !== null && `（${item.targetLine}）`}
      </dd>
      <dt>现可支付</dt>
      <dd>
        <Amount fen={item.balanceFen} />
      </dd>
      <dt>依据</dt>
      <dd className="is-wide">
        {item.rule ?? "—"}
        {item.documentNumber !== null && `；${item.documentNumber}`}
        {item.dueOn !== null && `；${item.dueOn}前缴回`}
      </dd>
      <dt>决定</dt>
      <dd className="is-wide">
        {item.decidedBy === null || item.decidedAt === null
          ? "—"
          : `${item.bureauName}　${item.decidedBy}　${minuteOf(item.decidedAt)}`}
      </dd>
    </dl>
  </section>
);

type Notice = NonNullable<RouteAnswer<typeof readCarryOver>["recovery"]>;

/** 收回通知 (draft): to be put in the form of an official document by the bureau that sends it. */
const RecoveryNotice = ({ notice }: { notice: Notice }) => {
  const day = parseDate(notice.date);
  return (
    <section className="panel" aria-label="收回通知（草稿）">
      <h2>收回通知（草稿）</h2>
      <div className="paper">
        <h3>{notice.title}</h3>
        <p className="paper-to">{notice.addressee}：</p>
        {notice.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className="paper-end">
          {notice.sender}
          <br />
          {day === undefined ? notice.date : inChinese(day)}
        </p>
      </div>
    </section>
  );
};
