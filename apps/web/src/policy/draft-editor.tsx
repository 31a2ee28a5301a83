import { correctPolicyText, discardPolicyText, type PolicyText, type PolicyTextPart, publishPolicyText } from "@qiangyi/api";
import { Button, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { TextField } from "./decision-fields.tsx";

const kinds = [
  { value: "title", label: "标题" },
  { value: "notice", label: "印发通知" },
  { value: "preface", label: "前言" },
  { value: "chapter", label: "章" },
  { value: "article", label: "条" },
  { value: "item", label: "项" },
  { value: "tail", label: "文尾" },
  { value: "residue", label: "残留（不展示）" },
];

/** The split as it will be published, each passage open to correction. */
export const DraftEditor = ({ text }: { text: PolicyText }) => {
  const navigate = useNavigate();
  const [title, setTitle] = useState(text.title);
  const [parts, setParts] = useState<readonly PolicyTextPart[]>(text.parts);
  const correction = useSubmit(correctPolicyText);
  const publication = useSubmit(publishPolicyText, {
    onDone: ({ toReview }) => void navigate(toReview > 0 ? "/policy/reviews" : `/policy/documents/${text.document}`),
  });
  const discarding = useSubmit(discardPolicyText, { onDone: () => void navigate(`/policy/documents/${text.document}/texts`) });
  const isChanged = title !== text.title || parts !== text.parts;
  const change = (position: number, part: Partial<PolicyTextPart>) =>
    setParts((before) => before.map((each) => (each.position === position ? { ...each, ...part } : each)));
  const params = { text: text.id };
  const body = { title, parts: parts.map(({ kind, ref, label, body: written }) => ({ kind, ref, label, body: written })) };
  return (
    <section className="panel" aria-label="分条核对">
      <ProblemSummary problem={correction.problem ?? publication.problem ?? discarding.problem} />
      <div className="policy-filters no-print">
        <Button disabled={!isChanged} loading={correction.isSending} onClick={() => correction.submit({ params, body })}>
          保存改正
        </Button>
        <Popconfirm
          title="发布为新版本？"
          description="发布后任何人可读、不可修改；条文有变动的要点将列入复核"
          okText="发布"
          cancelText="再核对"
          disabled={isChanged}
          onConfirm={() => publication.submit({ params })}
        >
          <Button type="primary" disabled={isChanged} loading={publication.isSending}>
            发布
          </Button>
        </Popconfirm>
        <Popconfirm title="舍弃这份草稿？" okText="舍弃" cancelText="保留" onConfirm={() => discarding.submit({ params })}>
          <Button danger loading={discarding.isSending}>
            舍弃草稿
          </Button>
        </Popconfirm>
        {isChanged && <span role="status">有未保存的改正，保存后才能发布</span>}
      </div>
      <TextField label="标题" value={title} onChange={setTitle} />
      {parts.map((part) => (
        <div className="policy-edit" key={part.position}>
          <div>
            <Select
              aria-label={`第${part.position + 1}段的类别`}
              size="small"
              style={{ width: "100%" }}
              value={part.kind}
              options={kinds}
              onChange={(kind: PolicyTextPart["kind"]) => change(part.position, { kind })}
            />
            <Input
              aria-label={`第${part.position + 1}段的位置`}
              size="small"
              value={part.ref}
              placeholder="如：第七条（三）1"
              style={{ marginTop: 4 }}
              onChange={({ target }) => change(part.position, { ref: target.value })}
            />
            <Input
              aria-label={`第${part.position + 1}段的序号`}
              size="small"
              value={part.label}
              placeholder="如：1."
              style={{ marginTop: 4 }}
              onChange={({ target }) => change(part.position, { label: target.value })}
            />
          </div>
          <Input.TextArea
            aria-label={`第${part.position + 1}段的文字`}
            autoSize={{ minRows: 2, maxRows: 14 }}
            value={part.body}
            onChange={({ target }) => change(part.position, { body: target.value })}
          />
        </div>
      ))}
    </section>
  );
};
