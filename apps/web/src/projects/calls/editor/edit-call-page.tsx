import { type CallRead, editCall, type Problem, readCall } from "@qiangyi/api";
import { type CallDefinition, parseDefinition, programmeOf, storedDefinition } from "@qiangyi/projects";
import { Button, Input, Tabs } from "antd";
import { useEffect, useRef, useState } from "react";
import { useBlocker, useNavigate, useParams } from "react-router";
import { EmptyState, Light, Page, Pending, ProblemSummary, useAnswer, useSubmit } from "../../../ui/index.ts";
import { Field } from "../field.tsx";
import "../calls.css";
import { BudgetEditor } from "./budget-editor.tsx";
import { ClauseChoices, useClauseChoices } from "./clause-select.tsx";
import { FormPreview } from "./form-preview.tsx";
import { MaterialsEditor } from "./materials-editor.tsx";
import { ReviewEditor } from "./review-editor.tsx";
import { RulesEditor } from "./rules-editor.tsx";
import { SectionsEditor } from "./sections-editor.tsx";

/** 编制: an official composes a call from data; no call needs code. */
export const EditCallPage = () => {
  const { callId = "" } = useParams();
  const answer = useAnswer(readCall, { params: { callId } });
  if (!answer.data) return <Pending of={answer} />;
  const call = answer.data;
  if (call.phase !== "draft" || !call.isOwn)
    return (
      <Page title={call.title}>
        <EmptyState text="只有本部门的草稿可以修改" />
      </Page>
    );
  return <Editor key={callId} call={call} />;
};

const paths: Readonly<Record<string, { label: string; id: string }>> = {
  title: { label: "标题", id: "call-title" },
  batch: { label: "批次", id: "call-batch" },
  opensOn: { label: "开始日期", id: "call-opens" },
  closesOn: { label: "截止日期", id: "call-closes" },
  referenceOn: { label: "年龄、职称基准日", id: "call-reference" },
};

/** "sections.0.questions.2.label" is no place for a reader; the part is. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^sections/, "填报内容"],
  [/^materials/, "材料清单"],
  [/^review/, "评审办法"],
  [/^budget/, "项目预算"],
  [/^(eligibility|quotas|correction|notice|reserve)/, "资格与名额"],
];

const readable = (problem: Problem): Problem => ({
  ...problem,
  ...(problem.problems && {
    problems: problem.problems.map(({ path, message }) => {
      const place = places.find(([form]) => form.test(path))?.[1];
      return place === undefined ? { path, message } : { path: place, message };
    }),
  }),
});

const Editor = ({ call }: { call: CallRead }) => {
  const [saved, setSaved] = useState(() => contentOf(call));
  const [content, setContent] = useState(saved);
  // What is typed while a save is under way is not part of it.
  const sent = useRef(content);
  const [version, setVersion] = useState(call.version);
  const navigate = useNavigate();
  const choices = useClauseChoices(call.programme);
  const isChanged = JSON.stringify(content) !== JSON.stringify(saved);
  const { submit, isSending, problem } = useSubmit(editCall, {
    onDone: (answer) => {
      setVersion(answer.version);
      setSaved(sent.current);
    },
  });
  useLeaveGuard(isChanged);
  const judged = parseDefinition(content.definition);
  const misfits = judged.ok ? [] : judged.refusal.problems;
  const save = () => {
    sent.current = content;
    submit({ params: { callId: call.id }, body: { version, ...content, definition: { ...content.definition } } });
  };
  const put = (definition: CallDefinition) => setContent((before) => ({ ...before, definition }));
  const props = { definition: content.definition, onChange: put };
  return (
    <Page
      title={`编制：${content.title}`}
      subtitle={`${programmeOf(call.programme).title}，${call.year}年`}
      actions={
        <>
          <Button onClick={() => void navigate(`/projects/calls/${call.id}`)}>返回通知</Button>
          <Button type="primary" loading={isSending} disabled={!isChanged} onClick={save}>
            保存
          </Button>
        </>
      }
    >
      <ProblemSummary problem={problem && readable(problem)} fields={paths} />
      <div className="editor-bar" role="status">
        {isChanged ? <Light state="warning" text="有未保存的修改" /> : <Light state="good" text={`已保存，第${version}版`} />}
        {misfits.length > 0 && <Light state="bad" text={`还有${misfits.length}处不符合要求，改好才能保存`} />}
      </div>
      {misfits.length > 0 && (
        <ul>
          {misfits.slice(0, 10).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {places.find(([form]) => form.test(path))?.[1] ?? ""}：{message}
            </li>
          ))}
        </ul>
      )}
      <ClauseChoices.Provider value={choices}>
        <div className="editor-grid">
          <Tabs
            items={[
              { key: "basic", label: "基本信息", children: <Basics content={content} onChange={setContent} /> },
              { key: "rules", label: "资格与名额", children: <RulesEditor {...props} /> },
              { key: "sections", label: "填报内容", children: <SectionsEditor {...props} /> },
              { key: "materials", label: "材料清单", children: <MaterialsEditor {...props} /> },
              { key: "budget", label: "项目预算", children: <BudgetEditor {...props} year={call.year} /> },
              { key: "review", label: "评审办法", children: <ReviewEditor {...props} /> },
            ]}
          />
          <FormPreview definition={content.definition} />
        </div>
      </ClauseChoices.Provider>
    </Page>
  );
};

const contentOf = ({ title, batch, opensOn, closesOn, referenceOn, definition }: CallRead) => ({
  title,
  batch,
  opensOn,
  closesOn,
  referenceOn,
  definition: storedDefinition(definition),
});
type Content = ReturnType<typeof contentOf>;

const Basics = ({ content, onChange }: { content: Content; onChange: (content: Content) => void }) => (
  <div className="panel">
    <div className="editor-fields">
      <Field id="call-title" label="标题" wide>
        <Input
          id="call-title"
          value={content.title}
          maxLength={200}
          onChange={({ target }) => onChange({ ...content, title: target.value })}
        />
      </Field>
      <Field id="call-batch" label="批次">
        <Input
          id="call-batch"
          value={content.batch}
          maxLength={40}
          onChange={({ target }) => onChange({ ...content, batch: target.value })}
        />
      </Field>
      {(["opensOn", "closesOn", "referenceOn"] as const).map((name) => (
        <Field key={name} id={paths[name]?.id ?? name} label={paths[name]?.label ?? name}>
          <Input
            id={paths[name]?.id ?? name}
            type="date"
            value={content[name]}
            onChange={({ target }) => onChange({ ...content, [name]: target.value })}
          />
        </Field>
      ))}
    </div>
  </div>
);

/** Asks before work that is not saved is left, inside the app and when the window closes. */
const useLeaveGuard = (isChanged: boolean): void => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    if (window.confirm("修改还没有保存，确定离开吗？")) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isChanged]);
};
