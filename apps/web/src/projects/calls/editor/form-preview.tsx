import type { CallDefinition, Question } from "@qiangyi/projects";
import { Checkbox, Input, Radio, Select } from "antd";
import { ClauseLink } from "../../../ui/index.ts";
import { checkText, whenText } from "../words.ts";

/** The form as a unit will see it; nothing typed here is kept. */
export const FormPreview = ({ definition }: { definition: CallDefinition }) => {
  const { sections, budget } = definition;
  return (
    <section className="panel editor-preview" aria-labelledby="preview-title">
      <h2 id="preview-title">预览</h2>
      {sections.map(({ id, title, help, questions }) => (
        <div key={id}>
          <h3>{title}</h3>
          {help !== undefined && <p className="call-muted">{help}</p>}
          {questions.map((question) => (
            <PreviewQuestion key={question.id} definition={definition} question={question} />
          ))}
        </div>
      ))}
      {budget && (
        <>
          <h3>绩效目标与项目预算</h3>
          <p className="call-muted">
            {budget.targets === "required" && "先列年度绩效目标，再"}按经济分类、年度（{budget.years.join("、")}
            ）和来源逐行填预算。
          </p>
        </>
      )}
    </section>
  );
};

const PreviewQuestion = ({ definition, question }: { definition: CallDefinition; question: Question }) => {
  const id = `preview-${question.id}`;
  const isOneControl = !["table", "yes-no", "element", "choices"].includes(question.kind);
  const label = (
    <>
      {question.label}
      {question.required && (
        <span className="must" title="必填">
          *
        </span>
      )}
    </>
  );
  return (
    <div className="preview-question">
      {isOneControl ? <label htmlFor={id}>{label}</label> : <div className="preview-label">{label}</div>}
      <Control question={question} id={id} />
      <div className="call-muted">
        {[question.when ? `${whenText(definition, question.when)}才出现` : "", checkText(definition, question), question.help]
          .filter((part) => part)
          .join("；")}{" "}
        {question.clause !== undefined && <ClauseLink id={question.clause} />}
      </div>
    </div>
  );
};

const Control = ({ question, id }: { question: Question; id: string }) => {
  switch (question.kind) {
    case "long-text":
      return <Input.TextArea id={id} rows={2} />;
    case "date":
      return <Input id={id} type="date" style={{ width: 160 }} />;
    case "money":
      return <Input id={id} suffix="元" style={{ width: 200 }} />;
    case "integer":
      return <Input id={id} {...(question.unit ? { suffix: question.unit } : {})} style={{ width: 160 }} />;
    case "yes-no":
      return <Radio.Group aria-label={question.label} options={["是", "否"]} />;
    case "element":
      return <Radio.Group aria-label={question.label} options={["有", "无", "不适用"]} />;
    case "choice":
      return (
        <Select id={id} aria-label={question.label} placeholder="请选择" options={[...question.choices]} style={{ width: 220 }} />
      );
    case "choices":
      return <Checkbox.Group aria-label={question.label} options={[...question.choices]} />;
    case "table":
      return (
        <table className="call-table">
          <thead>
            <tr>
              {question.columns.map((column) => (
                <th scope="col" key={column.id}>
                  {column.label}
                  {column.kind === "money" && "（元）"}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {question.columns.map((column) => (
                <td key={column.id}>　</td>
              ))}
            </tr>
          </tbody>
        </table>
      );
    default:
      return <Input id={id} />;
  }
};
