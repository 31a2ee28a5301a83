import type { ProjectChange } from "@qiangyi/api";
import { type Question, questionsOf, storedDefinition } from "@qiangyi/projects";
import { AnswerView } from "../project/answer-view.tsx";
import { BudgetView } from "../project/budget-view.tsx";
import type { ProjectTabProps } from "../project/tabs.tsx";

interface ChangeDifferenceProps {
  readonly change: Pick<ProjectChange, "kind" | "before" | "after">;
  readonly page: ProjectTabProps["page"];
}

/** What is asked for: as approved on the left, as wished on the right. Whoever judges must see both. */
export const ChangeDifference = ({ change: { kind, before, after }, page }: ChangeDifferenceProps) => {
  const questions = new Map(questionsOf(storedDefinition(page.content.definition)).map((one) => [one.id, one]));
  const { targets } = page.content.answers;
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">变更内容</th>
          <th scope="col">变更前</th>
          <th scope="col">变更后</th>
        </tr>
      </thead>
      <tbody>
        {kind === "unit" && (
          <tr>
            <th scope="row">承担单位</th>
            <td>{unitText(before)}</td>
            <td>{unitText(after)}</td>
          </tr>
        )}
        {(kind === "unit" ? [] : Object.keys(after)).map((id) => (
          <tr key={id}>
            <th scope="row">{questions.get(id)?.label ?? otherNames[id] ?? id}</th>
            <td>
              <Shown id={id} question={questions.get(id)} value={before[id]} targets={targets} />
            </td>
            <td>
              <Shown id={id} question={questions.get(id)} value={after[id]} targets={targets} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const otherNames: Readonly<Record<string, string>> = { budget: "项目预算", startsOn: "启动时间", endsOn: "完成时间" };

/** The name that was asked for and signed; requests of the first months carried the number only. */
const unitText = ({ institution, name }: Readonly<Record<string, unknown>>): string =>
  typeof name === "string" ? `${name}（${String(institution)}）` : String(institution);

const Shown = ({
  id,
  question,
  value,
  targets,
}: {
  id: string;
  question: Question | undefined;
  value: unknown;
  targets: unknown;
}) => {
  if (id === "budget") return <BudgetView value={value} targets={targets} />;
  if (question) return <AnswerView question={question} value={value} />;
  return <>{typeof value === "string" && value !== "" ? value : "—"}</>;
};
