import type { ProjectPage } from "@qiangyi/api";
import { type CallDefinition, isAsked } from "@qiangyi/projects";
import { ClauseLink, Light, minuteOf } from "../../ui/index.ts";
import { AnswerView, plainAnswer } from "./answer-view.tsx";
import { AttachmentList } from "./attachment-list.tsx";
import { BudgetView, TargetsView } from "./budget-view.tsx";

/** The content that is judged, in the order of the form; what differs from the round before stands out, with what it was. */
export const ContentView = ({ projectId, content }: { projectId: string; content: ProjectPage["content"] }) => {
  // The server sends the definition of the call as it was judged when the call was saved.
  const definition = content.definition as CallDefinition;
  const { answers, before, signed, round } = content;
  const changes = Object.keys(before).length + content.removed.length + content.attachments.filter(({ isNew }) => isNew).length;
  return (
    <div className="project-content">
      <p className="content-signed">
        {signed
          ? `第${round}次签批：${signed.byName}，${minuteOf(signed.at)}，校验值${signed.sha256.slice(0, 12)}…`
          : "尚未签批的内容，只有本单位可见"}
        {round > 1 && (
          <Light
            state={changes > 0 ? "warning" : "neutral"}
            text={changes > 0 ? `与上一轮有${changes}处不同` : "与上一轮没有不同"}
          />
        )}
      </p>
      {definition.sections.map((section) => (
        <section key={section.id} className="panel" aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`}>{section.title}</h2>
          <dl className="answers">
            {section.questions
              .filter((question) => isAsked(question, answers))
              .map((question) => {
                const isChanged = Object.hasOwn(before, question.id);
                const earlier = before[question.id];
                return (
                  <div key={question.id} className={isChanged ? "answer answer-changed" : "answer"}>
                    <dt>
                      {question.label}
                      {question.clause !== undefined && (
                        <>
                          {" "}
                          <ClauseLink id={question.clause} />
                        </>
                      )}
                    </dt>
                    <dd>
                      <AnswerView question={question} value={answers[question.id]} {...(isChanged && { before: earlier })} />
                      {isChanged && question.kind !== "table" && (
                        <p className="answer-before">
                          上一轮：<del>{plainAnswer(question, earlier)}</del>
                        </p>
                      )}
                    </dd>
                  </div>
                );
              })}
          </dl>
        </section>
      ))}
      {definition.budget?.targets === "required" && (
        <section className="panel">
          <h2>绩效目标</h2>
          <TargetsView value={answers["targets"]} />
        </section>
      )}
      {definition.budget && (
        <section className="panel">
          <h2>项目预算</h2>
          <BudgetView
            value={answers["budget"]}
            targets={answers["targets"]}
            {...(Object.hasOwn(before, "budget") && { before: before["budget"] })}
          />
        </section>
      )}
      <section className="panel">
        <h2>附件</h2>
        <AttachmentList projectId={projectId} content={content} materials={definition.materials} />
      </section>
    </div>
  );
};
