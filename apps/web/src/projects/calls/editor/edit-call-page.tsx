import { type CallRead, editCall, type Problem, readCall } from "@qiangyi/api";
import { type CallDefinition, programmeOf, storedDefinition } from "@qiangyi/projects";
import { Button, Input, Tabs } from "antd";
import { useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { EmptyState, Light, Page, Pending, ProblemSummary, useAnswer, useSubmit } from "../../../ui/index.ts";
import { Field } from "../field.tsx";
import "../calls.css";
import { BudgetEditor } from "./budget-editor.tsx";
import { ClauseChoices, useClauseChoices } from "./clause-select.tsx";
import { FormPreview } from "./form-preview.tsx";
import { MaterialsEditor } from "./materials-editor.tsx";
import { MisfitList } from "./misfit-list.tsx";
import { Misfits } from "./misfits.tsx";
import { type EditorTab, placeText, tabLabel, tabNames } from "./places.ts";
import { ReviewEditor } from "./review-editor.tsx";
import { RulesEditor } from "./rules-editor.tsx";
import { SectionsEditor } from "./sections-editor.tsx";
import { useGuidance } from "./use-guidance.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

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

/** The same misfits as the server finds, each by the name of its place. */
const readable = (problem: Problem, definition: CallDefinition): Problem => ({
  ...problem,
  ...(problem.problems && {
    problems: problem.problems.map(({ path, message }) => ({ path: paths[path] ? path : placeText(definition, path), message })),
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
  const [tab, setTab] = useState<EditorTab>("basic");
  const guidance = useGuidance(content.definition, setTab);
  const { misfits } = guidance;
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
      <ProblemSummary problem={problem && readable(problem, content.definition)} fields={paths} />
      <div className="editor-bar" role="status">
        {isChanged ? <Light state="warning" text="有未保存的修改" /> : <Light state="good" text={`已保存，第${version}版`} />}
        {misfits.length > 0 && <Light state="bad" text={`还有${misfits.length}处不符合要求，改好才能保存`} />}
      </div>
      <MisfitList definition={content.definition} {...guidance} />
      <Misfits.Provider value={guidance}>
        <ClauseChoices.Provider value={choices}>
          <div className="editor-grid">
            <Tabs
              activeKey={tab}
              onChange={(key) => setTab(key as EditorTab)}
              items={[
                { key: "basic", label: tabNames.basic, children: <Basics content={content} onChange={setContent} /> },
                { key: "rules", label: tabLabel("rules", misfits), children: <RulesEditor {...props} /> },
                { key: "sections", label: tabLabel("sections", misfits), children: <SectionsEditor {...props} /> },
                { key: "materials", label: tabLabel("materials", misfits), children: <MaterialsEditor {...props} /> },
                { key: "budget", label: tabLabel("budget", misfits), children: <BudgetEditor {...props} year={call.year} /> },
                { key: "review", label: tabLabel("review", misfits), children: <ReviewEditor {...props} /> },
              ]}
            />
            <FormPreview definition={content.definition} />
          </div>
        </ClauseChoices.Provider>
      </Misfits.Provider>
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
