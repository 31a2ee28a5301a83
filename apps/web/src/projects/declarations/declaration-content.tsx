import type { Declaration } from "@qiangyi/api";
import { budgetOf, budgetSources, type CallDefinition, classLabel, isAsked, isBlank, targetsOf } from "@qiangyi/projects";
import { Amount, ClauseLink, EmptyState, UnitNote } from "../../ui/index.ts";
import { BudgetTotals } from "./budget-totals.tsx";
import { ShownAnswer, ShownTargets } from "./shown-answer.tsx";
import { sizeText } from "./size-text.ts";
import "./declarations.css";

type Answers = Readonly<Record<string, unknown>>;

/** Answers as this reader may see them: the masked text stands for what is masked. */
export const answersOf = ({ answers }: Pick<Declaration, "answers">): Answers =>
  Object.fromEntries(answers.map(({ question, value, masked }) => [question, value ?? masked]));

/** The whole content of a declaration in the order in which it was asked, read only: for the head who signs, for print, for those above. */
export const DeclarationContent = ({ declaration }: { declaration: Declaration }) => {
  const definition = declaration.call.definition as CallDefinition;
  const answers = answersOf(declaration);
  return (
    <div className="declaration-content">
      {definition.sections.map(({ id, title, clause, questions }) => (
        <section className="panel" key={id} aria-labelledby={`shown-${id}`}>
          <h2 id={`shown-${id}`}>
            {title} {clause !== undefined && <ClauseLink id={clause} />}
          </h2>
          <dl className="shown-answers">
            {questions
              .filter((question) => isAsked(question, answers))
              .map((question) => (
                <div key={question.id} className={question.kind === "table" || question.kind === "long-text" ? "wide" : ""}>
                  <dt>{question.label}</dt>
                  <dd>
                    <ShownAnswer question={question} value={answers[question.id]} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      {definition.budget?.targets === "required" && (
        <section className="panel" aria-labelledby="shown-targets">
          <h2 id="shown-targets">绩效目标</h2>
          {isBlank(answers["targets"]) ? <EmptyState text="没有填写绩效目标" /> : <ShownTargets value={answers["targets"]} />}
        </section>
      )}
      {definition.budget !== null && (
        <section className="panel" aria-labelledby="shown-budget">
          <h2 id="shown-budget">
            项目预算 <ClauseLink id={definition.budget.clause} />
          </h2>
          <ShownBudget definition={definition} answers={answers} />
        </section>
      )}
      <section className="panel" aria-labelledby="shown-attachments">
        <h2 id="shown-attachments">附件</h2>
        <ShownAttachments declaration={declaration} definition={definition} />
      </section>
    </div>
  );
};

const ShownBudget = ({ definition, answers }: { definition: CallDefinition; answers: Answers }) => {
  const budget = budgetOf(answers["budget"]);
  const targets = targetsOf(answers["targets"]);
  if (budget.rows.length === 0) return <EmptyState text="没有填写预算" />;
  const numberOf = (id: string) => targets.findIndex((target) => target.id === id) + 1;
  return (
    <>
      <p className="table-unit">
        <UnitNote />
      </p>
      <table className="answer-table shown-table">
        <thead>
          <tr>
            {["序号", "年度", "经济分类", "资金来源", "任务", "绩效目标", "金额", "测算依据"].map((title) => (
              <th scope="col" key={title} className={title === "金额" ? "number" : ""}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {budget.rows.map((row, index) => (
            <tr key={row.id}>
              <td className="row-number">{index + 1}</td>
              <td>{row.year}</td>
              <td>{classLabel(row.economicClass)}</td>
              <td>{budgetSources[row.source]}</td>
              <td>{row.task}</td>
              <td>
                {row.targets
                  .map(numberOf)
                  .filter((number) => number > 0)
                  .map((number) => `第${number}项`)
                  .join("、") || "—"}
              </td>
              <td className="number">
                <Amount fen={/^\d{1,16}$/.test(row.amountFen) ? row.amountFen : null} />
              </td>
              <td>{row.reckoning || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <BudgetTotals budget={budget} years={definition.budget?.years ?? []} />
    </>
  );
};

const ShownAttachments = ({ declaration, definition }: { declaration: Declaration; definition: CallDefinition }) => {
  const titleOf = (id: string) => definition.materials.find((material) => material.id === id)?.title ?? "其他材料";
  if (declaration.attachments.length === 0) return <EmptyState text="没有附件" />;
  return (
    <table className="answer-table shown-table">
      <thead>
        <tr>
          {["序号", "材料", "文件", "大小", "校验值（SHA-256）"].map((title) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {declaration.attachments.map(({ id, material, name, sizeBytes, sha256 }, index) => (
          <tr key={id}>
            <td className="row-number">{index + 1}</td>
            <td>{titleOf(material)}</td>
            <td>
              <a href={`/api/projects/declarations/${declaration.summary.id}/attachments/${id}`}>{name}</a>
            </td>
            <td>{sizeText(sizeBytes)}</td>
            <td className="hash">{sha256}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
