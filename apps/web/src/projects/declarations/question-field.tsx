import type { DeclarationAnswer } from "@qiangyi/api";
import type { Question } from "@qiangyi/projects";
import { Button } from "antd";
import { ClauseLink, Light } from "../../ui/index.ts";
import type { AnswerKeeper, KeptAnswer } from "../../ui/saving/answer-keeper.ts";
import { SaveMark } from "../../ui/saving/save-mark.tsx";
import { AnswerInput } from "./answer-input.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { SecretInput } from "./secret-input.tsx";

export const elementIdOf = (path: string): string => `q-${path.replaceAll(/[.:]/g, "-")}`;

interface QuestionFieldProps {
  readonly projectId: string;
  readonly question: Question;
  readonly stored: DeclarationAnswer | undefined;
  readonly kept: KeptAnswer | undefined;
  /** Named at the head of the section; only another one is named again. */
  readonly sectionClause: string | undefined;
  readonly keeper: AnswerKeeper;
  readonly problemAt: (path: string) => string | undefined;
  readonly onTouched: (question: string) => void;
}

/** One question: what is asked and by which clause, the answer, where it stands, where it came from, what is wrong with it. */
export const QuestionField = (props: QuestionFieldProps) => {
  const { projectId, question, stored, kept, sectionClause, keeper, problemAt, onTouched } = props;
  const id = elementIdOf(question.id);
  const problem = kept?.problem ?? problemAt(question.id);
  const isGroup = ["yes-no", "choices", "element", "table"].includes(question.kind) || hasRadios(question);
  const isSecret = question.personal === "id-number";
  const leave = () => {
    onTouched(question.id);
    void keeper.flush();
  };
  const label = (
    <>
      {question.label}
      {question.kind === "money" && "（万元）"}
      {question.required && (
        <span className="must" title="必填">
          *
        </span>
      )}
    </>
  );
  return (
    <div className={`question question-${question.kind}`}>
      <div className="question-head">
        {isGroup ? (
          <span className="question-label" id={`${id}-label`}>
            {label}
          </span>
        ) : (
          <label className="question-label" htmlFor={id}>
            {label}
          </label>
        )}
        <SaveMark kept={kept} isSecret={isSecret} />
      </div>
      {isSecret ? (
        <SecretInput {...{ projectId, id, stored, kept, keeper }} question={question.id} onLeave={leave} />
      ) : (
        <AnswerInput
          question={question}
          value={kept?.value}
          id={id}
          describedBy={`${id}-help`}
          isWrong={problem !== undefined}
          onChange={(value) => keeper.put(question.id, value)}
          onLeave={leave}
          problemAt={problemAt}
        />
      )}
      <div id={`${id}-help`}>
        {problem !== undefined && <div className="field-error">{problem}</div>}
        <span className="field-help">
          {[question.help, question.personal === undefined ? undefined : "个人信息：对本单位以外掩码显示"]
            .filter(Boolean)
            .join("；")}
          {question.clause !== undefined && question.clause !== sectionClause && (
            <>
              {" "}
              <ClauseLink id={question.clause} />
            </>
          )}
        </span>
      </div>
      {stored?.copiedFrom && kept?.version === stored.version && (
        <Light state="open" text={`沿用自${stored.copiedFrom.year}年“${stored.copiedFrom.title}”，请核对`} />
      )}
      {kept?.state === "conflict" && kept.other && (
        <ConflictChoice
          mine={kept.value}
          other={kept.other}
          question={question}
          onChoose={(which) => keeper.choose(question.id, which)}
        />
      )}
      {kept?.state === "refused" && (
        <Button size="small" onClick={() => keeper.put(question.id, kept.value)}>
          再试一次
        </Button>
      )}
    </div>
  );
};

const hasRadios = (question: Question): boolean => question.kind === "choice" && question.choices.length <= 5;
