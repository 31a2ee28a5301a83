import { createCall, readCall } from "@qiangyi/api";
import { type ProgrammeId, programmeOf, programmes } from "@qiangyi/projects";
import { Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { EmptyState, Page, Pending, ProblemSummary, useAnswer, useSession, useSubmit, useWorkScope } from "../../ui/index.ts";
import { Field } from "./field.tsx";
import "./calls.css";

const labels = {
  programme: { label: "项目", id: "new-programme" },
  title: { label: "标题", id: "new-title" },
  batch: { label: "批次", id: "new-batch" },
  opensOn: { label: "开始日期", id: "new-opens" },
  closesOn: { label: "截止日期", id: "new-closes" },
  referenceOn: { label: "年龄、职称基准日", id: "new-reference" },
} as const;

/** 起草: a call begins as a template or as an earlier call of the same programme. */
export const NewCallPage = () => {
  const [search] = useSearchParams();
  const copyOf = search.get("copyOf") ?? undefined;
  const { can } = useSession();
  const earlier = useAnswer(readCall, { params: { callId: copyOf ?? "" } }, { enabled: copyOf !== undefined });
  if (!can("calls.write"))
    return (
      <Page title="起草申报通知">
        <EmptyState text="申报通知由省级或市级卫生健康部门起草，您的角色不办理这项业务" />
      </Page>
    );
  if (copyOf !== undefined && !earlier.data) return <Pending of={earlier} />;
  return <NewCallForm copyOf={copyOf} earlier={earlier.data} />;
};

const NewCallForm = ({
  copyOf,
  earlier,
}: {
  copyOf: string | undefined;
  earlier: { programme: ProgrammeId; title: string; year: number } | undefined;
}) => {
  const { year: workingYear } = useWorkScope();
  const { account } = useSession();
  const navigate = useNavigate();
  const own = programmes.filter((programme) =>
    programme.organiser === "city"
      ? account?.level === "city" && account.regionCode === programme.city
      : account?.level === "province",
  );
  const [programme, setProgramme] = useState<ProgrammeId | undefined>(earlier?.programme ?? own[0]?.id);
  const [year, setYear] = useState(earlier ? earlier.year + 1 : workingYear);
  const [title, setTitle] = useState(earlier ? earlier.title.replace(String(earlier.year), String(earlier.year + 1)) : "");
  const [batch, setBatch] = useState("");
  const [dates, setDates] = useState({ opensOn: "", closesOn: "", referenceOn: "" });
  const { submit, isSending, problem } = useSubmit(createCall, {
    onDone: ({ id }) => void navigate(`/projects/calls/${id}/edit`),
  });
  const suggested = programme ? `关于申报${year}年${programmeOf(programme).title}项目的通知` : "";
  const send = () => {
    if (programme === undefined) return;
    const { opensOn, closesOn } = dates;
    submit({
      body: {
        programme,
        year,
        batch,
        title: title.trim() === "" ? suggested : title,
        opensOn,
        closesOn,
        referenceOn: dates.referenceOn === "" ? closesOn : dates.referenceOn,
        ...(copyOf !== undefined && { copyOf }),
      },
    });
  };
  return (
    <Page
      title="起草申报通知"
      subtitle={earlier ? `沿用“${earlier.title}”的内容，预算年度顺延` : "从该项目的模板开始，其后每一处都可修改"}
    >
      <ProblemSummary problem={problem} fields={labels} />
      <form
        className="panel"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="editor-fields">
          <Field id="new-programme" label="项目">
            <Select
              id="new-programme"
              aria-label="项目"
              value={programme ?? null}
              disabled={earlier !== undefined}
              onChange={setProgramme}
              options={own.map(({ id, title: label }) => ({ value: id, label }))}
              style={{ width: "100%" }}
            />
          </Field>
          <Field id="new-year" label="年度">
            <InputNumber id="new-year" min={2000} max={2199} value={year} onChange={(next) => setYear(next ?? workingYear)} />
          </Field>
          <Field id="new-batch" label="批次（一年一次的不填）">
            <Input id="new-batch" value={batch} maxLength={40} onChange={({ target }) => setBatch(target.value)} />
          </Field>
          <Field id="new-title" label="标题" wide>
            <Input
              id="new-title"
              value={title}
              placeholder={suggested}
              maxLength={200}
              onChange={({ target }) => setTitle(target.value)}
            />
          </Field>
          {(["opensOn", "closesOn", "referenceOn"] as const).map((name) => (
            <Field
              key={name}
              id={labels[name].id}
              label={name === "referenceOn" ? "年龄、职称基准日（不填同截止日期）" : labels[name].label}
            >
              <Input
                id={labels[name].id}
                type="date"
                value={dates[name]}
                onChange={({ target }) => setDates((before) => ({ ...before, [name]: target.value }))}
              />
            </Field>
          ))}
        </div>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={programme === undefined}>
          建立草稿
        </Button>
      </form>
    </Page>
  );
};
