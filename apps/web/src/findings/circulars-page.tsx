import { listCirculars, type ReceivedCircular, readCircular } from "@qiangyi/api";
import { Button } from "antd";
import { Link } from "react-router";
import { EmptyState, Light, minuteOf, Page, Pending, ProblemSummary, useAnswer, useScoped, useSubmit } from "../ui/index.ts";
import { FindingsNav } from "./findings-nav.tsx";
import "./findings.css";

/** 通报 that were sent to the reader's unit or office; reading is marked, with name and time. */
export const CircularsPage = () => {
  const answer = useAnswer(listCirculars, {});
  return (
    <Page
      title="通报"
      subtitle="发给本单位、本部门的通报；签阅留下姓名和时间"
      actions={<Button onClick={() => window.print()}>打印</Button>}
    >
      <FindingsNav />
      {!answer.data ? (
        <Pending of={answer} />
      ) : answer.data.items.length === 0 ? (
        <EmptyState text="没有收到通报" />
      ) : (
        answer.data.items.map((circular) => <Circular key={circular.id} circular={circular} />)
      )}
    </Page>
  );
};

const Circular = ({ circular }: { circular: ReceivedCircular }) => {
  const scoped = useScoped();
  const { submit, isSending, problem } = useSubmit(readCircular, { invalidates: ["workbench"] });
  const { id, title, text, office, documentNumber, sent, addressee, readBy, readAt, isLifted, finding, mayRead } = circular;
  return (
    <section className="panel" aria-label={title}>
      <div className="table-bar">
        <h2>{title}</h2>
        <div className="table-extra">
          {isLifted && <Light state="neutral" text="已解除" />}
          {readAt === null ? (
            <Light state="warning" text="未签阅" />
          ) : (
            <Light state="good" text={`${readBy ?? ""} ${minuteOf(readAt)}签阅`} />
          )}
          {mayRead && (
            <Button
              type="primary"
              className="no-print"
              loading={isSending}
              onClick={() => submit({ params: { measureId: id }, body: {} })}
            >
              签阅
            </Button>
          )}
        </div>
      </div>
      <ProblemSummary problem={problem} />
      <div className="finding-note">
        {documentNumber}　{office}　{minuteOf(sent.at)}　发至：{addressee}
      </div>
      <div className="finding-text">{text}</div>
      {finding !== null && (
        <div>
          问题：<Link to={scoped(`/findings/${finding.id}`)}>{finding.number}</Link>
        </div>
      )}
    </section>
  );
};
