import { type PerformanceRead, recordUse } from "@qiangyi/api";
import { pointsText, type ResultUse, resultUses } from "@qiangyi/projects";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { minuteOf, ProblemSummary, useSubmit } from "../ui/index.ts";
import { carrying, FaultText, faultsOf, idOf } from "./faults.tsx";
import { FormEnd, HeadRow } from "./form-parts.tsx";
import { sourceWords } from "./words.ts";

/** 结果应用: what follows from the evaluation, whose it is, until when. */
export const UseSection = ({ page }: { page: PerformanceRead }) => {
  const [isOpen, setOpen] = useState(false);
  const { uses, may, suggestion, standing } = page;
  return (
    <section className="panel" aria-label="结果应用">
      <div className="perf-head">
        <h2>结果应用</h2>
        {standing && suggestion !== null && <span className="perf-note">建议：{suggestion}</span>}
        {may.use && !isOpen && (
          <Button className="no-print" type={uses.length > 0 ? "default" : "primary"} onClick={() => setOpen(true)}>
            登记结果应用
          </Button>
        )}
      </div>
      {isOpen && may.use && <UseForm page={page} onDone={() => setOpen(false)} />}
      {uses.length === 0 ? (
        <p className="perf-note">{standing ? "还没有登记；每次评价至少登记一项应用" : "评价完成之后登记"}</p>
      ) : (
        <table className="perf-table">
          <HeadRow titles={["应用", "内容", "责任单位", "完成期限", "依据", "登记"]} />
          <tbody>
            {uses.map(({ seq, use, what, owner, dueOn, source, points, by }) => (
              <tr key={seq}>
                <td className="perf-when">{resultUses[use]}</td>
                <td>{what}</td>
                <td>{owner}</td>
                <td className="perf-when">{dueOn}</td>
                <td className="perf-when">
                  {sourceWords[source]}
                  {pointsText(points)}分
                </td>
                <td className="perf-when">
                  {by.name}，{minuteOf(by.at)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const form = "use";
const labels: Readonly<Record<string, string>> = { use: "应用", what: "内容", owner: "责任单位", dueOn: "完成期限" };

const UseForm = ({ page, onDone }: { page: PerformanceRead; onDone: () => void }) => {
  const [use, setUse] = useState<ResultUse>("improve");
  const [values, setValues] = useState({ what: "", owner: page.project.institution.name, dueOn: "" });
  const { submit, isSending, problem } = useSubmit(recordUse, { onDone });
  const faults = faultsOf(form, problem, (path) => labels[path] ?? path);
  const text = (name: keyof typeof values, label: string, type = "text") => (
    <div className={name === "what" ? "perf-grow" : ""}>
      <label htmlFor={idOf(form, name)}>{label}</label>
      <Input
        {...carrying(faults, form, name)}
        type={type}
        value={values[name]}
        onChange={({ target }) => setValues((before) => ({ ...before, [name]: target.value }))}
      />
      <FaultText faults={faults} form={form} path={name} />
    </div>
  );
  return (
    <form
      className="no-print perf-form"
      aria-label="登记结果应用"
      onSubmit={(event) => {
        event.preventDefault();
        submit({ params: { projectId: page.project.id, year: page.year }, body: { use, ...values } });
      }}
    >
      <ProblemSummary problem={problem} fields={faults.fields} />
      <div className="perf-line">
        <div>
          <label htmlFor={idOf(form, "use")}>应用</label>
          <Select
            id={idOf(form, "use")}
            aria-label="应用"
            style={{ width: 130 }}
            value={use}
            onChange={setUse}
            options={(Object.keys(resultUses) as ResultUse[]).map((value) => ({ value, label: resultUses[value] }))}
          />
        </div>
        {text("what", "内容")}
        {text("owner", "责任单位")}
        {text("dueOn", "完成期限", "date")}
      </div>
      <FormEnd send="登记" isSending={isSending} onDone={onDone} />
    </form>
  );
};
