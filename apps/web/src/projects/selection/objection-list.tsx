import { closeObjection, listObjections, type RouteAnswer } from "@qiangyi/api";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Light, minuteOf, Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import type { Notice } from "./notice-page.tsx";

type Objection = RouteAnswer<typeof listObjections>["items"][number];

const states = { open: "待核查", upheld: "成立", dismissed: "不成立" } as const;
const lights = { open: "warning", upheld: "bad", dismissed: "good" } as const;

/** Objections of a notice, each with its clock; nothing goes on while one is open. */
export const ObjectionList = ({ notice }: { notice: Notice }) => {
  const answer = useAnswer(listObjections, { params: { noticeId: notice.id } });
  if (!answer.data) return <Pending of={answer} />;
  const { items } = answer.data;
  return (
    <section className="panel no-print" aria-label="收到的异议">
      <h2>收到的异议 {items.length}件</h2>
      {items.length === 0 && <p className="sel-note">没有收到异议</p>}
      {items.map((item) => (
        <ObjectionCase key={item.id} objection={item} />
      ))}
    </section>
  );
};

const ObjectionCase = ({ objection }: { objection: Objection }) => {
  const { id, number, project, receivedOn, dueOn, content, sender, contact, state, finding, closed } = objection;
  const [text, setText] = useState("");
  const { submit, isSending, problem } = useSubmit(closeObjection);
  const close = (outcome: "upheld" | "dismissed") => submit({ params: { objectionId: id }, body: { outcome, finding: text } });
  return (
    <article className="objection" aria-label={`异议${number}`}>
      <h3>
        {number} <Light state={lights[state]} text={states[state]} />
      </h3>
      <p className="sel-note">
        {receivedOn}收到，{dueOn}前核查　{sender ?? "未署名"} {contact ?? ""}
        {"　"}
        {project ? <Link to={`/projects/${project.id}`}>{project.title}</Link> : "未指明项目"}
      </p>
      <p className="objection-text">{content}</p>
      {closed !== null && (
        <p>
          核查结论：{finding}
          <span className="sel-note">
            （{closed.name}，{minuteOf(closed.at)}）
          </span>
        </p>
      )}
      {state === "open" && (
        <Form layout="vertical" aria-label={`异议${number}核查结论`} className="sel-row">
          <ProblemSummary problem={problem} />
          <Form.Item label="核查结论" htmlFor={`finding-${id}`} className="grow">
            <Input id={`finding-${id}`} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
          </Form.Item>
          <Button loading={isSending} disabled={text.trim().length < 2} onClick={() => close("dismissed")}>
            不成立
          </Button>
          <Button danger loading={isSending} disabled={text.trim().length < 2} onClick={() => close("upheld")}>
            成立
          </Button>
        </Form>
      )}
    </article>
  );
};
