import { addEvidence, documentNumberPattern, type Problem, type RegisterDescription, type RouteAnswer } from "@qiangyi/api";
import { type Field, type FieldValue, misfit, parseDate } from "@qiangyi/kernel";
import { Alert, Button, Upload } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { ClauseLink, minuteOf, ProblemSummary, savedTimeOf, useSubmit } from "../ui/index.ts";
import { LeaveQuestion } from "../ui/saving/leave-guard.tsx";
import { FieldInput, fieldId } from "./field-input.tsx";
import { readDraft, useDraft } from "./use-draft.ts";
import "./registers.css";

export interface EntryContent {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly documentNumber: string;
  readonly documentDate: string;
  readonly attachment: { readonly id: string; readonly name: string } | null;
}

interface EntryFormProps {
  readonly register: RegisterDescription;
  readonly fields: readonly Field[];
  readonly initial: EntryContent;
  readonly names: Readonly<Record<string, string>>;
  /** Where the draft is kept: one per register for new entries, one per entry otherwise. */
  readonly draftKey: string;
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  readonly onSubmit: (content: EntryContent, acceptRepetition: boolean) => Promise<boolean>;
}

/** The form of any register, made from its fields; wrong entries are shown beside their fields and together on top. */
export const EntryForm = (props: EntryFormProps) => {
  const { register, fields, initial, names, draftKey, problem, isSending, onSubmit } = props;
  const kept = useRef(readDraft<EntryContent>(draftKey));
  const [content, setContent] = useState(kept.current?.content ?? initial);
  const [isRestored, setRestored] = useState(kept.current !== undefined);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [local, setLocal] = useState<Problem>();
  const isChanged = JSON.stringify(content) !== JSON.stringify(initial);
  const draft = useDraft(draftKey, content, isChanged);
  const labels = useMemo(
    () => Object.fromEntries([...fields, ...documentLabels].map(({ name, label }) => [name, { label, id: fieldId(name) }])),
    [fields],
  );
  const errors = useMemo(() => errorsOf(fields, content), [fields, content]);
  const shown = problem ?? local;
  const serverErrors = new Map((problem?.problems ?? []).map(({ path, message }) => [path, message]));
  const errorOf = (name: string) => (touched.has(name) ? errors.get(name) : undefined) ?? serverErrors.get(name);
  const touch = (name: string) => setTouched((before) => new Set([...before, name]));
  const put = (name: string, value: FieldValue | undefined) =>
    setContent((before) => {
      const { [name]: _, ...others } = before.values;
      return { ...before, values: value === undefined ? others : { ...others, [name]: value } };
    });
  const send = async (acceptRepetition: boolean) => {
    setTouched(new Set([...fields.map(({ name }) => name), "documentNumber", "documentDate"]));
    setLocal(errors.size === 0 ? undefined : misfits(errors));
    if (errors.size === 0 && (await onSubmit(content, acceptRepetition))) draft.drop();
  };
  // On the document: after a file was chosen the focus may stand outside the form.
  useEffect(() => {
    const saveByKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
      event.preventDefault();
      if (!isSending) void send(false);
    };
    document.addEventListener("keydown", saveByKey);
    return () => document.removeEventListener("keydown", saveByKey);
  });
  return (
    <form
      className="entry-form"
      aria-label={register.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}
    >
      {isRestored && kept.current && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={`已恢复${minuteOf(kept.current.at)}的草稿`}
          action={
            <Button
              size="small"
              onClick={() => {
                localStorage.removeItem(draftKey);
                setContent(initial);
                setRestored(false);
              }}
            >
              不用草稿
            </Button>
          }
        />
      )}
      <ProblemSummary problem={shown} fields={labels} />
      {problem?.code === "entry-resembles" && (
        <p>
          <Button loading={isSending} onClick={() => void send(true)}>
            仍然保存
          </Button>
        </p>
      )}
      <section className="panel">
        <h2>登记内容</h2>
        <div className="fields">
          {fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              value={content.values[field.name]}
              name={names[String(content.values[field.name] ?? "")]}
              error={errorOf(field.name)}
              onChange={(value) => put(field.name, value)}
              onLeave={() => touch(field.name)}
            />
          ))}
        </div>
      </section>
      <EvidenceFields register={register} content={content} setContent={setContent} errorOf={errorOf} touch={touch} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" loading={isSending}>
          保存
        </Button>
        <span className="draft-note" role="status">
          {draft.savedAt === undefined ? "填写的内容会自动存为草稿" : `草稿已存 ${savedTimeOf(draft.savedAt)}`}
        </span>
      </div>
      <LeaveQuestion isHeld={() => !draft.isLeavable()} warning="内容还没有保存，草稿会留在本机" />
    </form>
  );
};

const documentLabels = [
  { name: "documentNumber", label: "佐证文号" },
  { name: "documentDate", label: "文件日期" },
];

/** The same checks as the server's, by the kernel; what needs other entries or the registry is the server's alone. */
const errorsOf = (
  fields: readonly Field[],
  { values, documentNumber, documentDate }: EntryContent,
): ReadonlyMap<string, string> => {
  const errors = new Map<string, string>();
  for (const field of fields) {
    const value = values[field.name];
    const message = misfit(field, field.required && field.nullable ? (value ?? null) : value);
    if (message !== undefined) errors.set(field.name, message);
  }
  if (documentNumber !== "" && !documentNumberPattern.test(documentNumber)) {
    errors.set("documentNumber", "应为发文字号，如晋卫医发〔2024〕12号，年份用六角括号");
  }
  if (documentDate !== "" && parseDate(documentDate) === undefined) errors.set("documentDate", "应为日历上存在的日期");
  return errors;
};

const misfits = (errors: ReadonlyMap<string, string>): Problem => ({
  type: "about:blank",
  title: "内容不符合要求",
  status: 422,
  code: "entry-misfits",
  detail: `有${errors.size}处需要修改`,
  remedy: "请按提示逐项修改后保存",
  problems: [...errors].map(([path, message]) => ({ path, message })),
});

interface EvidenceFieldsProps {
  readonly register: RegisterDescription;
  readonly content: EntryContent;
  readonly setContent: (change: (before: EntryContent) => EntryContent) => void;
  readonly errorOf: (name: string) => string | undefined;
  readonly touch: (name: string) => void;
}

const EvidenceFields = ({ register, content, setContent, errorOf, touch }: EvidenceFieldsProps) => {
  const [usedBy, setUsedBy] = useState<RouteAnswer<typeof addEvidence>["usedBy"]>([]);
  const upload = useSubmit(addEvidence, {
    onDone: ({ id, name, usedBy: others }) => {
      setUsedBy(others);
      setContent((before) => ({ ...before, attachment: { id, name } }));
    },
  });
  const put = (name: "documentNumber" | "documentDate") => (value: FieldValue | undefined) =>
    setContent((before) => ({ ...before, [name]: value === undefined ? "" : String(value) }));
  return (
    <section className="panel">
      <h2>佐证</h2>
      <p className="field-help">
        {register.evidence.sentence}。没有佐证可以先保存，但不能确认。
        <ClauseLink id={register.evidence.clause} />
      </p>
      <div className="fields">
        <FieldInput
          field={{ name: "documentNumber", label: "佐证文号", kind: "text", required: false, example: "晋卫医发〔2024〕12号" }}
          value={content.documentNumber === "" ? undefined : content.documentNumber}
          name={undefined}
          error={errorOf("documentNumber")}
          onChange={put("documentNumber")}
          onLeave={() => touch("documentNumber")}
        />
        <FieldInput
          field={{ name: "documentDate", label: "文件日期", kind: "date", required: false }}
          value={content.documentDate === "" ? undefined : content.documentDate}
          name={undefined}
          error={errorOf("documentDate")}
          onChange={put("documentDate")}
          onLeave={() => touch("documentDate")}
        />
      </div>
      <ProblemSummary problem={upload.problem} />
      <div className="form-end">
        <Upload
          accept=".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
          showUploadList={false}
          beforeUpload={(file) => {
            upload.submit({} as never, { file });
            return false;
          }}
        >
          <Button loading={upload.isSending}>{content.attachment ? "更换附件" : "上传附件"}</Button>
        </Upload>
        <span role="status">
          {content.attachment ? content.attachment.name : "pdf、jpg、png、xlsx、docx，20MB以内"}
          {usedBy.length > 0 && `　提示核实：同一文件也用于${usedBy.map(({ entryNo }) => entryNo).join("、")}`}
        </span>
        {content.attachment && (
          <Button size="small" onClick={() => setContent((before) => ({ ...before, attachment: null }))}>
            移除
          </Button>
        )}
      </div>
    </section>
  );
};
