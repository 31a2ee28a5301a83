import { decideSelection, publishNotice, type RouteAnswer, type readSelection } from "@qiangyi/api";
import type { ProgrammeId } from "@qiangyi/projects";
import { Button, DatePicker, Form, Input, Table } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Amount, ClauseLink, Light, minuteOf, ProblemSummary, ScrollBox, useSubmit, useUnit } from "../../ui/index.ts";
import { ProposedAmount, withoutSum } from "./proposed-amount.tsx";
import { pointsText, selectionStates } from "./words.ts";

type Selection = RouteAnswer<typeof readSelection>["selections"][number];

/** One selection: as proposed, decided or returned; with the forms of whoever comes next. */
export const SelectionCard = ({ selection, programme }: { selection: Selection; programme: ProgrammeId }) => {
  const { state, rows, chosen, totalFen, proposed, decided, minutesNumber, minutesOn, opinion, noticeId } = selection;
  const { unit } = useUnit();
  return (
    <section className="panel" aria-label={`拟选名单，${selectionStates[state]}`}>
      <div className="table-bar">
        <h2>
          {state === "decided" ? "审定名单" : "拟选名单"}{" "}
          <Light state={state === "decided" ? "good" : "open"} text={selectionStates[state]} />
        </h2>
        <span>
          选{chosen}项，
          {withoutSum({ programme, fen: totalFen }) ?? (
            <>
              合计 <Amount fen={totalFen} strong /> {unit}
            </>
          )}
        </span>
      </div>
      <p className="sel-note">
        {proposed.name}于{minuteOf(proposed.at)}提出
        {decided !== null && `；${decided.name}于${minuteOf(decided.at)}审定，依据${minutesNumber ?? ""}（${minutesOn ?? ""}）`}
        {state === "returned" && `；退回：${opinion ?? ""}`}
      </p>
      <ScrollBox label="名单表格">
        <Table<Selection["rows"][number]>
          size="small"
          rowKey={({ project }) => project.id}
          dataSource={rows}
          pagination={false}
          columns={[
            { title: "排序", width: 60, align: "right", dataIndex: "rank" },
            {
              title: "项目",
              render: (_, { project, institution }) => (
                <>
                  <Link to={`/projects/${project.id}`}>{project.title}</Link>
                  <div className="sel-note">{institution.name}</div>
                </>
              ),
            },
            { title: "得分", width: 80, align: "right", render: (_, { score }) => pointsText(score) },
            {
              title: "结果",
              width: 100,
              render: (_, { isChosen }) => <Light state={isChosen ? "good" : "neutral"} text={isChosen ? "入选" : "未选"} />,
            },
            {
              title: "支持金额",
              width: 120,
              align: "right",
              render: (_, { isChosen, supportFen }) =>
                isChosen ? <ProposedAmount programme={programme} fen={supportFen} /> : "—",
            },
            {
              title: "说明",
              width: 320,
              render: (_, { departs, reason, clause }) => (
                <>
                  {departs && <Light state="warning" text="与排序不一致" />} {reason ?? (departs ? "" : "按排序")}{" "}
                  {clause !== null && <ClauseLink id={clause} />}
                </>
              ),
            },
          ]}
        />
      </ScrollBox>
      {state === "proposed" && <DecideForm selectionId={selection.id} />}
      {state === "decided" && noticeId !== null && (
        <p>
          <Link to={`/projects/notices/${noticeId}`}>查看公示、异议和入库</Link>
        </p>
      )}
      {state === "decided" && noticeId === null && <PublishForm selectionId={selection.id} />}
    </section>
  );
};

const DecideForm = ({ selectionId }: { selectionId: string }) => {
  const [minutesNumber, setNumber] = useState("");
  const [minutesOn, setDay] = useState("");
  const [opinion, setOpinion] = useState("");
  const { submit, isSending, problem } = useSubmit(decideSelection);
  const params = { selectionId };
  return (
    <Form
      layout="vertical"
      aria-label="审定"
      className="sel-form no-print"
      onFinish={() => submit({ params, body: { decision: "decide", minutesNumber, minutesOn } })}
    >
      <h3>审定（由提出人以外的人员办理）</h3>
      <ProblemSummary problem={problem} />
      <div className="sel-row">
        <Form.Item label="会议纪要号" htmlFor={`minutes-${selectionId}`}>
          <Input id={`minutes-${selectionId}`} value={minutesNumber} onChange={({ target }) => setNumber(target.value)} />
        </Form.Item>
        <Form.Item label="会议日期" htmlFor={`minutes-on-${selectionId}`}>
          <DatePicker
            id={`minutes-on-${selectionId}`}
            value={minutesOn === "" ? null : dayjs(minutesOn)}
            onChange={(day) => setDay(day ? day.format("YYYY-MM-DD") : "")}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={minutesNumber.trim() === "" || minutesOn === ""}>
          审定名单
        </Button>
      </div>
      <div className="sel-row">
        <Form.Item label="退回理由" htmlFor={`return-${selectionId}`} className="grow">
          <Input
            id={`return-${selectionId}`}
            maxLength={500}
            value={opinion}
            onChange={({ target }) => setOpinion(target.value)}
          />
        </Form.Item>
        <Button
          disabled={opinion.trim().length < 2}
          loading={isSending}
          onClick={() => submit({ params, body: { decision: "return", opinion } })}
        >
          退回重提
        </Button>
      </div>
    </Form>
  );
};

const PublishForm = ({ selectionId }: { selectionId: string }) => {
  const navigate = useNavigate();
  const [contact, setContact] = useState("");
  const [publishedOn, setDay] = useState(dayjs().format("YYYY-MM-DD"));
  const { submit, isSending, problem } = useSubmit(publishNotice, {
    onDone: ({ id }) => void navigate(`/projects/notices/${id}`),
  });
  return (
    <Form
      layout="vertical"
      aria-label="发布公示"
      className="sel-form no-print"
      onFinish={() => submit({ params: { selectionId }, body: { contact, publishedOn } })}
    >
      <h3>发布公示</h3>
      <p className="sel-note">
        公示内容由审定名单生成：单位、项目、金额、依据和与排序不一致的理由；期限按工作日计算，不含个人信息。
      </p>
      <ProblemSummary problem={problem} />
      <div className="sel-row">
        <Form.Item label="公示日期" htmlFor={`publish-${selectionId}`}>
          <DatePicker
            id={`publish-${selectionId}`}
            value={dayjs(publishedOn)}
            allowClear={false}
            onChange={(day) => day && setDay(day.format("YYYY-MM-DD"))}
          />
        </Form.Item>
        <Form.Item label="受理部门和联系方式" htmlFor={`contact-${selectionId}`} className="grow">
          <Input
            id={`contact-${selectionId}`}
            maxLength={200}
            value={contact}
            onChange={({ target }) => setContact(target.value)}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={contact.trim().length < 6}>
          发布公示
        </Button>
      </div>
    </Form>
  );
};
