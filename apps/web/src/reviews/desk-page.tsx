import { answerInvitation, type RouteAnswer, reviewDesk, signPledge } from "@qiangyi/api";
import { Alert, Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Light, minuteOf, Page, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import "./reviews.css";
import { seatWords } from "./words.ts";

type Seat = RouteAnswer<typeof reviewDesk>["seats"][number];

/** 我的评审: invitations, the pledge, and the way into the papers. Before the pledge nothing but programme and numbers. */
export const DeskPage = () => {
  const answer = useAnswer(reviewDesk, {});
  if (answer.data === undefined)
    return (
      <Page title="我的评审">
        <Pending of={answer} />
      </Page>
    );
  const { expert, seats } = answer.data;
  const open = seats.filter(({ state, isClosed }) => (state === "invited" || state === "accepted") && !isClosed);
  const over = seats.filter((seat) => !open.includes(seat));
  return (
    <Page title="我的评审" subtitle={expert === null ? undefined : `${expert.name}　${expert.unitName}`}>
      {expert === null ? (
        <Alert type="info" showIcon title="您的账号还没有关联到专家库" description="请联系评审组织部门办理关联" />
      ) : (
        <>
          {open.length === 0 && (
            <section className="panel">
              <EmptyState text="现在没有需要您办理的评审" />
            </section>
          )}
          {open.map((seat) => (
            <Invitation key={seat.panel} seat={seat} />
          ))}
          {over.length > 0 && (
            <section className="panel">
              <h2>已办结</h2>
              <ul className="hits">
                {over.map((seat) => (
                  <li key={seat.panel}>
                    {seat.state === "accepted" ? <Link to={`/reviews/desk/${seat.panel}`}>{titleOf(seat)}</Link> : titleOf(seat)}
                    <span>
                      <Light
                        state={seat.state === "accepted" ? "good" : seatWords[seat.state][0]}
                        text={seat.state === "accepted" ? "评分已提交" : seatWords[seat.state][1]}
                      />
                    </span>
                    <span>{minuteOf(seat.invitedAt)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Page>
  );
};

const titleOf = ({ year, programmeTitle, round }: Seat): string => `${year}年${programmeTitle}${round > 1 ? "（复评）" : ""}`;

const Invitation = ({ seat }: { seat: Seat }) => (
  <section className="panel invitation" aria-label={`${titleOf(seat)}，${seat.numbers.join("、")}`}>
    <div className="invitation-head">
      <h2>{titleOf(seat)}</h2>
      {seat.state === "accepted" && seat.pledgedAt === null ? (
        <Light state="warning" text="待签承诺" />
      ) : (
        <Light state={seatWords[seat.state][0]} text={seatWords[seat.state][1]} />
      )}
      <span>邀请时间 {minuteOf(seat.invitedAt)}</span>
      {seat.isBlind && <span>盲评：材料已隐去单位和人员</span>}
    </div>
    <div>
      项目编号（{seat.numbers.length}项）：{seat.numbers.join("、")}
    </div>
    {seat.state === "invited" && <AnswerForm seat={seat} />}
    {seat.state === "accepted" && seat.pledgedAt === null && <PledgeForm seat={seat} />}
    {seat.state === "accepted" && seat.pledgedAt !== null && (
      <div className="invitation-actions">
        <Link to={`/reviews/desk/${seat.panel}`}>
          <Button type="primary">
            {seat.lockedSheets === 0 ? "开始评审" : `继续评审（已提交${seat.lockedSheets} / ${seat.numbers.length}份）`}
          </Button>
        </Link>
      </div>
    )}
  </section>
);

const AnswerForm = ({ seat }: { seat: Seat }) => {
  const [leaving, setLeaving] = useState<"decline" | "conflict">();
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(answerInvitation);
  const id = `reason-${seat.panel}`;
  const send = (answer: "accept" | "decline" | "conflict") =>
    submit({ params: { panelId: seat.panel }, body: { answer, ...(answer !== "accept" && { reason }) } });
  return (
    <>
      <ProblemSummary problem={problem} fields={{ reason: { label: "原因", id } }} />
      <p>接受之前不显示项目名称和单位。如与该项目的申报单位可能有利害关系，请声明回避。</p>
      {leaving === undefined ? (
        <div className="invitation-actions">
          <Button type="primary" loading={isSending} onClick={() => send("accept")}>
            接受邀请
          </Button>
          <Button onClick={() => setLeaving("conflict")}>声明须回避</Button>
          <Button onClick={() => setLeaving("decline")}>谢绝</Button>
        </div>
      ) : (
        <Form layout="vertical" onFinish={() => send(leaving)}>
          <Form.Item label={leaving === "conflict" ? "回避原因" : "谢绝原因"} htmlFor={id} required>
            <Input id={id} autoFocus value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
          </Form.Item>
          <div className="invitation-actions">
            <Button type="primary" htmlType="submit" loading={isSending}>
              {leaving === "conflict" ? "声明回避" : "谢绝邀请"}
            </Button>
            <Button onClick={() => setLeaving(undefined)}>返回</Button>
          </div>
        </Form>
      )}
    </>
  );
};

const PledgeForm = ({ seat }: { seat: Seat }) => {
  const [agrees, setAgrees] = useState(false);
  const { submit, isSending, problem } = useSubmit(signPledge);
  return (
    <>
      <ProblemSummary problem={problem} />
      <h3>评审承诺</h3>
      <div className="pledge">{seat.pledgeText}</div>
      <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
        我已阅读并遵守以上承诺
      </Checkbox>
      <div className="invitation-actions">
        <Button
          type="primary"
          disabled={!agrees}
          loading={isSending}
          onClick={() => submit({ params: { panelId: seat.panel }, body: { agrees: true } })}
        >
          签署承诺，开始阅读
        </Button>
      </div>
    </>
  );
};
