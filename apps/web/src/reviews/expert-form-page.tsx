import {
  changeExpert,
  createExpert,
  type ExpertInput,
  listExpertFields,
  listRegions,
  type Problem,
  readExpert,
  titleLevelWords,
} from "@qiangyi/api";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { Page, Pending, ProblemSummary, useAnswer, useScoped, useSubmit } from "../ui/index.ts";
import { JobRows, rowFieldId, TieRows } from "./expert-rows.tsx";
import { UnitField } from "./unit-field.tsx";
import "./reviews.css";

const empty: ExpertInput = {
  name: "",
  title: "",
  titleLevel: "senior",
  institution: null,
  unitName: "",
  groupName: null,
  region: "",
  fields: [],
  employments: [],
  relations: [],
  maxLoad: 20,
};

export const NewExpertPage = () => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const { submit, isSending, problem } = useSubmit(createExpert, {
    onDone: ({ id }) => void navigate(scoped(`/reviews/experts/${id}`)),
  });
  return (
    <Page title="登记专家" subtitle="只填评审回避和分组所需的信息">
      <ExpertForm start={empty} okText="登记入库" isSending={isSending} problem={problem} onSave={(body) => submit({ body })} />
    </Page>
  );
};

export const ChangeExpertPage = () => {
  const { expertId = "" } = useParams();
  const answer = useAnswer(readExpert, { params: { expertId } });
  const navigate = useNavigate();
  const scoped = useScoped();
  const { submit, isSending, problem } = useSubmit(changeExpert, {
    onDone: () => void navigate(scoped(`/reviews/experts/${expertId}`)),
  });
  if (answer.data === undefined)
    return (
      <Page title="修改专家信息">
        <Pending of={answer} />
      </Page>
    );
  const { name, title, titleLevel, institution, unitName, groupName, region, fields, employments, relations, maxLoad } =
    answer.data;
  const start = { name, title, titleLevel, institution, unitName, groupName, region, fields, employments, relations, maxLoad };
  const { version } = answer.data;
  return (
    <Page title={`修改专家信息：${name}`} subtitle="新登记的利害关系立即生效：与之冲突而尚未提交评分的席位随即取消">
      <ExpertForm
        start={start}
        okText="保存修改"
        isSending={isSending}
        problem={problem}
        onSave={(body) => submit({ params: { expertId }, body: { ...body, version } })}
      />
    </Page>
  );
};

interface FormProps {
  readonly start: ExpertInput;
  readonly okText: string;
  readonly isSending: boolean;
  readonly problem: Problem | undefined;
  readonly onSave: (input: ExpertInput) => void;
}

const ExpertForm = ({ start, okText, isSending, problem, onSave }: FormProps) => {
  const [input, setInput] = useState(start);
  const set = (change: Partial<ExpertInput>) => setInput((before) => ({ ...before, ...change }));
  const regions = useAnswer(listRegions, {});
  const known = useAnswer(listExpertFields, {});
  return (
    <Form layout="vertical" className="panel expert-form" onFinish={() => onSave(input)} aria-label="专家信息">
      <ProblemSummary problem={problem} fields={fieldsOf(input)} />
      <div className="form-pair">
        <Form.Item label="姓名" htmlFor="expert-name" required>
          <Input id="expert-name" value={input.name} maxLength={50} onChange={({ target }) => set({ name: target.value })} />
        </Form.Item>
        <Form.Item label="职称" htmlFor="expert-title" required>
          <Input id="expert-title" value={input.title} maxLength={100} onChange={({ target }) => set({ title: target.value })} />
        </Form.Item>
        <Form.Item label="职称级别" htmlFor="expert-level">
          <Select
            id="expert-level"
            aria-label="职称级别"
            value={input.titleLevel}
            onChange={(titleLevel) => set({ titleLevel })}
            options={Object.entries(titleLevelWords).map(([value, label]) => ({
              value: value as ExpertInput["titleLevel"],
              label,
            }))}
          />
        </Form.Item>
        <Form.Item label="专业领域" htmlFor="expert-fields" required extra="可选已有领域，也可输入后回车">
          <Select
            id="expert-fields"
            aria-label="专业领域"
            mode="tags"
            value={input.fields}
            onChange={(fields: string[]) => set({ fields })}
            options={(known.data?.items ?? []).map(({ field }) => ({ value: field, label: field }))}
          />
        </Form.Item>
        <UnitField input={input} onChange={set} />
        <Form.Item label="单位所在地" htmlFor="expert-region" required>
          <Select
            id="expert-region"
            aria-label="单位所在地"
            showSearch={{ optionFilterProp: "label" }}
            value={input.region === "" ? null : input.region}
            onChange={(region: string) => set({ region })}
            options={(regions.data?.items ?? [])
              .filter(({ kind }) => kind !== "province")
              .map(({ code, name }) => ({ value: code, label: `${name}　${code}` }))}
          />
        </Form.Item>
        <Form.Item label="所属医疗集团（没有可不填）" htmlFor="expert-group">
          <Input
            id="expert-group"
            value={input.groupName ?? ""}
            maxLength={100}
            onChange={({ target }) => set({ groupName: target.value === "" ? null : target.value })}
          />
        </Form.Item>
        <Form.Item label="一年最多评审项目数" htmlFor="expert-load">
          <InputNumber
            id="expert-load"
            min={1}
            max={200}
            value={input.maxLoad}
            onChange={(maxLoad) => set({ maxLoad: maxLoad ?? 1 })}
          />
        </Form.Item>
      </div>
      <JobRows rows={input.employments} onChange={(employments) => set({ employments })} />
      <TieRows rows={input.relations} onChange={(relations) => set({ relations })} />
      <Button type="primary" htmlType="submit" loading={isSending}>
        {okText}
      </Button>
    </Form>
  );
};

const ownFields = {
  name: { label: "姓名", id: "expert-name" },
  title: { label: "职称", id: "expert-title" },
  titleLevel: { label: "职称级别", id: "expert-level" },
  fields: { label: "专业领域", id: "expert-fields" },
  institution: { label: "单位", id: "expert-unit" },
  unitName: { label: "单位", id: "expert-unit" },
  region: { label: "单位所在地", id: "expert-region" },
  groupName: { label: "所属医疗集团", id: "expert-group" },
  maxLoad: { label: "一年最多评审项目数", id: "expert-load" },
  employments: { label: "任职经历", id: "expert-jobs" },
  relations: { label: "利害关系", id: "expert-ties" },
};

/** Labels of the fields as the form has them now, those of its rows with the number of the row; a field of the list is told by its number too. */
const fieldsOf = ({ employments, relations, fields }: Pick<ExpertInput, "employments" | "relations" | "fields">) => ({
  ...ownFields,
  ...Object.fromEntries(fields.map((_, at) => [`fields.${at}`, { label: `第${at + 1}个专业领域`, id: ownFields.fields.id }])),
  ...rowFields("employments", employments.length, (nth) => `第${nth}段任职的`, jobLabels),
  ...rowFields("relations", relations.length, (nth) => `第${nth}项关系的`, tieLabels),
});

const jobLabels = { name: "单位", institution: "单位", from: "起始日期", to: "终止日期" };
const tieLabels = { kind: "类别", name: "对方", institution: "对方", lastOn: "最近一次日期" };

const rowFields = (
  list: "employments" | "relations",
  count: number,
  rowOf: (nth: number) => string,
  labels: Readonly<Record<string, string>>,
) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      Object.entries(labels).map(([field, label]) => [
        `${list}.${at}.${field}`,
        { label: `${rowOf(at + 1)}${label}`, id: rowFieldId(list, at, field === "institution" ? "name" : field) },
      ]),
    ).flat(),
  );
