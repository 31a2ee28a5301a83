import { extendInspectionPlan, listInspectionPlans, makeInspectionPlan, startInspection } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ProblemSummary, useAnswer, useScoped, useSession, useSubmit, useWorkScope } from "../ui/index.ts";
import { ProjectsChoice } from "./project-choice.tsx";

const today = (): string => dateInShanghai(new Date());

const planFields = {
  year: { label: "年度", id: "plan-year" },
  title: { label: "名称", id: "plan-title" },
  targetPercent: { label: "计划覆盖率", id: "plan-percent" },
  projects: { label: "抽查项目", id: "plan-projects" },
} as const;

/** 年度检查计划 of one's own department: a share to reach and the projects drawn. */
export const MakePlanDialog = ({ onClose }: { onClose: () => void }) => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const { account } = useSession();
  const { year: workingYear } = useWorkScope();
  const [values, setValues] = useState({
    year: workingYear,
    title: `${workingYear}年${account?.regionName ?? ""}专项资金检查计划`,
    targetPercent: 30,
    projects: [] as readonly string[],
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(makeInspectionPlan, {
    onDone: ({ id }) => {
      onClose();
      void navigate(scoped(`/findings/plans/${id}`));
    },
  });
  return (
    <Modal
      open
      width={680}
      title="制定检查计划"
      okText="制定"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { ...values, projects: [...values.projects] } })}
    >
      <ProblemSummary problem={problem} fields={planFields} />
      <Form layout="vertical">
        <div className="finding-pair">
          <Form.Item label="年度" htmlFor={planFields.year.id} required>
            <InputNumber
              id={planFields.year.id}
              min={2024}
              max={2199}
              value={values.year}
              onChange={(year) => set({ year: year ?? workingYear })}
              style={{ width: "100%" }}
            />
          </Form.Item>
          <Form.Item label="计划覆盖率（%）" htmlFor={planFields.targetPercent.id} required>
            <InputNumber
              id={planFields.targetPercent.id}
              min={1}
              max={100}
              precision={0}
              value={values.targetPercent}
              onChange={(percent) => set({ targetPercent: percent ?? 1 })}
              style={{ width: "100%" }}
            />
          </Form.Item>
        </div>
        <Form.Item label="名称" htmlFor={planFields.title.id} required>
          <Input
            id={planFields.title.id}
            maxLength={200}
            value={values.title}
            onChange={({ target }) => set({ title: target.value })}
          />
        </Form.Item>
        <Form.Item label="抽查项目" htmlFor={planFields.projects.id} required>
          <ProjectsChoice
            id={planFields.projects.id}
            label="抽查项目"
            value={values.projects}
            onChange={(projects) => set({ projects })}
            year={values.year}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

/** More projects than were drawn at first, and why. */
export const ExtendPlanDialog = ({ planId, onClose }: { planId: string; onClose: () => void }) => {
  const [projects, setProjects] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const { submit, isSending, problem } = useSubmit(extendInspectionPlan, { onDone: onClose });
  const fields = { projects: { label: "项目", id: "extend-projects" }, reason: { label: "理由", id: "extend-reason" } };
  return (
    <Modal
      open
      width={680}
      title="增加抽查项目"
      okText="增加"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { planId }, body: { projects: [...projects], reason } })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="项目" htmlFor={fields.projects.id} required>
          <ProjectsChoice id={fields.projects.id} label="项目" value={projects} onChange={setProjects} />
        </Form.Item>
        <Form.Item label="理由" htmlFor={fields.reason.id} required>
          <Input id={fields.reason.id} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const inspectFields = {
  plan: { label: "所属计划", id: "inspect-plan" },
  title: { label: "名称", id: "inspect-title" },
  startsOn: { label: "开始日期", id: "inspect-from" },
  endsOn: { label: "结束日期", id: "inspect-to" },
  inspectors: { label: "检查人员", id: "inspect-people" },
  projects: { label: "检查的项目", id: "inspect-projects" },
} as const;

/** 登记检查: when, who, and which projects of the own place were looked at. */
export const StartInspectionDialog = ({ plan, onClose }: { plan?: string; onClose: () => void }) => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const { year } = useWorkScope();
  const plans = useAnswer(listInspectionPlans, { query: { year } });
  const [values, setValues] = useState({
    plan: plan ?? "",
    title: "",
    startsOn: today(),
    endsOn: today(),
    inspectors: [] as readonly string[],
    projects: [] as readonly string[],
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(startInspection, {
    onDone: ({ id }) => {
      onClose();
      void navigate(scoped(`/findings/inspections/${id}`));
    },
  });
  const send = () => {
    const { plan: chosen, inspectors, projects, ...rest } = values;
    submit({
      body: { ...rest, inspectors: [...inspectors], projects: [...projects], ...(chosen !== "" && { plan: chosen }) },
    });
  };
  return (
    <Modal
      open
      width={680}
      title="登记检查"
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={problem} fields={inspectFields} />
      <Form layout="vertical">
        <Form.Item label="名称" htmlFor={inspectFields.title.id} required>
          <Input
            id={inspectFields.title.id}
            maxLength={200}
            value={values.title}
            onChange={({ target }) => set({ title: target.value })}
          />
        </Form.Item>
        <div className="finding-pair">
          <Form.Item label="开始日期" htmlFor={inspectFields.startsOn.id} required>
            <Input
              id={inspectFields.startsOn.id}
              type="date"
              value={values.startsOn}
              onChange={({ target }) => set({ startsOn: target.value })}
            />
          </Form.Item>
          <Form.Item label="结束日期" htmlFor={inspectFields.endsOn.id} required>
            <Input
              id={inspectFields.endsOn.id}
              type="date"
              value={values.endsOn}
              onChange={({ target }) => set({ endsOn: target.value })}
            />
          </Form.Item>
        </div>
        <Form.Item label="检查人员（不少于2人，写一个名字按回车）" htmlFor={inspectFields.inspectors.id} required>
          <Select
            id={inspectFields.inspectors.id}
            aria-label="检查人员"
            mode="tags"
            open={false}
            suffixIcon={null}
            value={[...values.inspectors]}
            tokenSeparators={["、", "，", ",", " "]}
            onChange={(inspectors: string[]) => set({ inspectors })}
          />
        </Form.Item>
        <Form.Item label="检查的项目" htmlFor={inspectFields.projects.id} required>
          <ProjectsChoice
            id={inspectFields.projects.id}
            label="检查的项目"
            value={values.projects}
            onChange={(projects) => set({ projects })}
          />
        </Form.Item>
        <Form.Item label="所属计划" htmlFor={inspectFields.plan.id}>
          <Select
            id={inspectFields.plan.id}
            aria-label="所属计划"
            value={values.plan}
            onChange={(next: string) => set({ plan: next })}
            options={[
              { value: "", label: "不属于年度计划" },
              ...(plans.data?.items ?? []).map(({ id, title, office }) => ({ value: id, label: `${title}（${office}）` })),
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
