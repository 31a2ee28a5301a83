import { readArguments, recordArgument } from "@qiangyi/api";
import { argumentPoints } from "@qiangyi/projects";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { ClauseLink, Light, minuteOf, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../../ui/index.ts";
import type { ProjectTabProps } from "../project/tabs.tsx";

const points = Object.keys(argumentPoints) as (keyof typeof argumentPoints)[];

/** 论证: three conclusions, each with author, date and reason; earlier ones stay visible. */
export const ArgumentsTab = ({ projectId, page }: ProjectTabProps) => {
  const { can } = useSession();
  const answer = useAnswer(readArguments, { params: { projectId } });
  if (!answer.data) return <Pending of={answer} />;
  const { inForce, earlier, missing } = answer.data;
  const mayRecord = can("projects.select") && ["form_passed", "reviewed"].includes(page.project.state);
  return (
    <section className="panel" aria-label="项目论证">
      <p className="sel-note">
        必要性、可行性、规范性三项都有肯定结论才能拟选 <ClauseLink id="qiangyi-2024.art4.1.b" />
      </p>
      {missing.length > 0 && <Light state="warning" text={`还缺${missing.join("、")}`} />}
      {points.map((point) => {
        const now = inForce.find((one) => one.point === point);
        return (
          <article key={point} className="argument">
            <h2>
              {argumentPoints[point]}{" "}
              {now ? (
                <Light state={now.passes ? "good" : "bad"} text={now.passes ? "通过" : "不通过"} />
              ) : (
                <Light state="neutral" text="未论证" />
              )}
            </h2>
            {now && (
              <p>
                {now.reason}
                <span className="sel-note">
                  （{now.by.name}，{minuteOf(now.by.at)}）
                </span>
              </p>
            )}
            {mayRecord && <ArgumentForm projectId={projectId} point={point} />}
          </article>
        );
      })}
      {earlier.length > 0 && (
        <details>
          <summary>此前的结论 {earlier.length}条</summary>
          <ul>
            {earlier.map(({ point, passes, reason, by }) => (
              <li key={by.at + point}>
                {argumentPoints[point]}：{passes ? "通过" : "不通过"}，{reason}（{by.name}，{minuteOf(by.at)}）
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const ArgumentForm = ({ projectId, point }: { projectId: string; point: keyof typeof argumentPoints }) => {
  const [passes, setPasses] = useState<boolean>();
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(recordArgument, { onDone: () => setReason("") });
  return (
    <Form
      className="sel-row no-print"
      aria-label={`登记${argumentPoints[point]}结论`}
      onFinish={() => passes !== undefined && submit({ params: { projectId }, body: { point, passes, reason } })}
    >
      <ProblemSummary problem={problem} />
      <Radio.Group
        aria-label={`${argumentPoints[point]}结论`}
        value={passes}
        onChange={({ target }) => setPasses(target.value as boolean)}
        options={[
          { value: true, label: "通过" },
          { value: false, label: "不通过" },
        ]}
      />
      <Input
        aria-label={`${argumentPoints[point]}的理由`}
        placeholder="理由"
        maxLength={2000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button htmlType="submit" loading={isSending} disabled={passes === undefined || reason.trim().length < 2}>
        登记
      </Button>
    </Form>
  );
};
