import { type Declaration, type Problem, submitDeclaration } from "@qiangyi/api";
import { type AnswerProblem, type CallDefinition, isAsked, questionsOf, targetsOf } from "@qiangyi/projects";
import { Alert, Button, Space } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { ClauseLink, minuteOf, Page, ProblemSummary, useSession, useSubmit } from "../../ui/index.ts";
import { LeaveGuard } from "../../ui/saving/leave-guard.tsx";
import { SaveMark, SaveSummary } from "../../ui/saving/save-mark.tsx";
import { OverlapHints } from "../overlaps/overlap-hints.tsx";
import { BudgetInput } from "./budget-input.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { CopyFrom } from "./copy-from.tsx";
import { formParts, problemsNow } from "./form-sections.ts";
import { MaterialsSection } from "./materials-section.tsx";
import { elementIdOf, QuestionField } from "./question-field.tsx";
import { SectionList } from "./section-list.tsx";
import { TargetsInput } from "./targets-input.tsx";
import { useKeeper } from "./use-keeper.ts";

/** 填报: every answer is saved as it is written; what is wrong is said beside it and together on top, by the rules of the server. */
export const DeclarationForm = ({ declaration }: { declaration: Declaration }) => {
  const { summary, call, returned } = declaration;
  const definition = call.definition as CallDefinition;
  const { account } = useSession();
  const { keeper, answers: kept } = useKeeper(declaration, definition, account?.id ?? "");
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const answers = useMemo(() => Object.fromEntries([...kept].map(([question, { value }]) => [question, value])), [kept]);
  const problems = useMemo(() => problemsNow(declaration, answers), [declaration, answers]);
  const parts = useMemo(
    () => formParts(definition, answers, problems, declaration.attachments.length),
    [definition, answers, problems, declaration.attachments.length],
  );
  const submit = useSubmit(submitDeclaration, { invalidates: ["workbench"] });
  const touch = (question: string) => setTouched((before) => (before.has(question) ? before : new Set([...before, question])));
  const problemAt = (path: string): string | undefined => {
    const found = problems.find((one) => one.path === path && one.severity === "error");
    const head = path.split(/[.:]/)[0] ?? "";
    return found && (isChecked || touched.has(head)) ? plainMessage(found.path, found.message) : undefined;
  };
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const handIn = async () => {
    setChecked(true);
    await keeper.flush();
    if (errors.length === 0 && keeper.unsent === 0) submit.submit({ params: { projectId: summary.id }, body: {} });
    else document.getElementById("declaration-top")?.scrollIntoView();
  };
  const common = { keeper, problemAt };
  const leaveOf = (question: string) => () => {
    touch(question);
    void keeper.flush();
  };
  const named = typeof answers["title"] === "string" ? answers["title"].trim() : "";
  return (
    <Page
      title={named === "" ? summary.title : named}
      subtitle={
        <>
          <Link to={`/projects/calls/${call.id}`}>{call.title}</Link> · 截止{call.closesOn} · {summary.institution.name}
        </>
      }
      actions={
        <Space wrap>
          <SaveSummary answers={kept} />
          <CopyFrom call={call.id} projectId={summary.id} />
          <Link to={`/projects/declarations/${summary.id}/print`}>
            <Button>打印</Button>
          </Link>
          <Button type="primary" loading={submit.isSending} onClick={() => void handIn()}>
            检查并提交负责人签批
          </Button>
        </Space>
      }
    >
      <div id="declaration-top" tabIndex={-1} />
      {returned && (
        <Alert
          type="warning"
          showIcon
          title={`${returned.by}于${minuteOf(returned.at)}退回：${returned.opinion}`}
          {...(returned.correctBy !== null && { description: `请在${returned.correctBy}前补正并重新上报` })}
          style={{ marginBottom: 12 }}
        />
      )}
      {!call.isOpen && returned === null && (
        <Alert
          type="warning"
          showIcon
          title="这份通知已不在受理期内，不能提交；填写的内容仍会保存，可在下一次申报时沿用"
          style={{ marginBottom: 12 }}
        />
      )}
      <ProblemSummary
        problem={submit.problem ?? (isChecked && errors.length > 0 ? wholeProblem(errors) : undefined)}
        fields={fieldLinks(definition, [...errors, ...(submit.problem?.problems ?? [])])}
      />
      {isChecked && warnings.length > 0 && (
        <Alert
          type="info"
          showIcon
          title="提示核实，不影响提交"
          description={warnings.map(({ path, message }) => <div key={`${path} ${message}`}>{message}</div>)}
          style={{ marginBottom: 12 }}
        />
      )}
      <OverlapHints projectId={summary.id} savedAt={[...kept.values()].reduce((sum, { version }) => sum + version, 0)} />
      <div className="declaration-form">
        <SectionList parts={parts} isChecked={isChecked} />
        <div>
          {definition.sections.map((section) => (
            <section className="panel" key={section.id} id={`part-${section.id}`} aria-labelledby={`part-${section.id}-title`}>
              <h2 id={`part-${section.id}-title`}>
                {section.title} {section.clause !== undefined && <ClauseLink id={section.clause} />}
              </h2>
              {section.help !== undefined && <p className="field-help">{section.help}</p>}
              {section.questions
                .filter((question) => isAsked(question, answers))
                .map((question) => (
                  <QuestionField
                    key={question.id}
                    projectId={summary.id}
                    question={question}
                    stored={declaration.answers.find((one) => one.question === question.id)}
                    kept={kept.get(question.id)}
                    sectionClause={section.clause}
                    onTouched={touch}
                    {...common}
                  />
                ))}
            </section>
          ))}
          {definition.budget?.targets === "required" && (
            <section className="panel" id="part-targets" aria-labelledby="part-targets-title">
              <div className="question-head">
                <h2 id="part-targets-title">绩效目标</h2>
                <SaveMark kept={kept.get("targets")} />
              </div>
              <PartProblem text={kept.get("targets")?.problem ?? problemAt("targets")} />
              <TargetsInput
                years={definition.budget.years}
                value={answers["targets"]}
                onChange={(value) => keeper.put("targets", value)}
                onLeave={leaveOf("targets")}
                problemAt={problemAt}
              />
              <PartConflict keeper={keeper} kept={kept} question="targets" />
            </section>
          )}
          {definition.budget !== null && (
            <section className="panel" id="part-budget" aria-labelledby="part-budget-title">
              <div className="question-head">
                <h2 id="part-budget-title">
                  项目预算 <ClauseLink id={definition.budget.clause} />
                </h2>
                <SaveMark kept={kept.get("budget")} />
              </div>
              <PartProblem text={kept.get("budget")?.problem ?? problemAt("budget")} />
              <BudgetInput
                rules={definition.budget}
                targets={targetsOf(answers["targets"])}
                value={answers["budget"]}
                onChange={(value) => keeper.put("budget", value)}
                onLeave={leaveOf("budget")}
                problemAt={problemAt}
              />
              <PartConflict keeper={keeper} kept={kept} question="budget" />
            </section>
          )}
          <section className="panel" id="part-materials" aria-labelledby="part-materials-title">
            <h2 id="part-materials-title">附件材料</h2>
            {!declaration.isScanning && (
              <p className="field-help">
                本系统没有接入病毒扫描，附件一律标为“未经病毒扫描”，请先在本单位查杀。请勿上传涉密文件。
              </p>
            )}
            <MaterialsSection {...{ declaration, definition, answers, problemAt }} />
          </section>
        </div>
      </div>
      <LeaveGuard
        keeper={keeper}
        kept={kept}
        lost={keeper.unsentSecrets > 0 ? "证件号码还没有保存，且不留在本机，离开就会丢失" : undefined}
      />
    </Page>
  );
};

const PartProblem = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : <div className="field-error">{text}</div>;

const PartConflict = ({
  keeper,
  kept,
  question,
}: Pick<ReturnType<typeof useKeeper>, "keeper"> & { kept: ReturnType<typeof useKeeper>["answers"]; question: string }) => {
  const held = kept.get(question);
  return held?.state === "conflict" && held.other ? (
    <ConflictChoice mine={held.value} other={held.other} onChoose={(which) => keeper.choose(question, which)} />
  ) : null;
};

const wholeProblem = (errors: readonly AnswerProblem[]): Problem => ({
  type: "about:blank",
  title: "内容不符合要求",
  status: 422,
  code: errors[0]?.code ?? "",
  detail: `有${errors.length}处需要修改`,
  remedy: "点每一处可到该项；改好后再提交",
  problems: errors.map(({ path, message }) => ({ path, message: plainMessage(path, message) })),
});

/** The label stands before the message already. */
const plainMessage = (path: string, message: string): string => {
  if (!message.startsWith("缺少：")) return message;
  return path.startsWith("material:") ? "还没有上传附件" : "还没有填写";
};

/** Where each error stands, so that a click leads there. */
const fieldLinks = (definition: CallDefinition, problems: readonly { readonly path: string }[]) =>
  Object.fromEntries(
    problems.map(({ path }) => {
      const [head = "", ...rest] = path.split(/[.:]/);
      const label =
        head === "budget"
          ? "项目预算"
          : head === "targets"
            ? "绩效目标"
            : head === "material"
              ? (definition.materials.find(({ id }) => id === rest[0])?.title ?? "附件")
              : (questionsOf(definition).find(({ id }) => id === head)?.label ?? "申报单位");
      const isWholePart = (head === "budget" || head === "targets") && rest.length === 0;
      return [path, { label, id: isWholePart ? `part-${head}` : head === "institution" ? "declaration-top" : elementIdOf(path) }];
    }),
  );
