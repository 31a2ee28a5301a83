import { type FindingGrade, findingGrades, listFindingPages, raiseFinding } from "@qiangyi/api";
import { Form, Input, Modal, Radio, Segmented, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { InstitutionPicker, ProblemSummary, useAnswer, useScoped, useSession, useSubmit, WanInput } from "../ui/index.ts";
import { ClauseChoice } from "./clause-choice.tsx";
import { ProjectChoice } from "./project-choice.tsx";
import { RegionChoice } from "./region-choice.tsx";
import { optionsOf } from "./words.ts";

type About = "project" | "institution" | "region";

interface RaiseDialogProps {
  readonly onClose: () => void;
  readonly inspection?: {
    readonly id: string;
    readonly looked: readonly { readonly id: string; readonly title: string; readonly institutionName: string }[];
  };
  readonly auditMatter?: string;
}

const fields = {
  project: { label: "项目", id: "raise-project" },
  institution: { label: "单位", id: "raise-unit" },
  earmark: { label: "账页", id: "raise-page" },
  region: { label: "地区", id: "raise-region" },
  title: { label: "标题", id: "raise-title" },
  facts: { label: "事实", id: "raise-facts" },
  clause: { label: "条款", id: "raise-clause" },
  amountFen: { label: "涉及金额", id: "raise-amount" },
  grade: { label: "等级", id: "raise-grade" },
} as const;

const empty = {
  about: "project" as About,
  project: undefined as string | undefined,
  institution: undefined as string | undefined,
  earmark: "",
  region: undefined as string | undefined,
  title: "",
  facts: "",
  clause: "",
  amountFen: "",
  grade: "medium" as FindingGrade,
};
type Values = typeof empty;

/** Only what belongs to what it is about is sent. */
const aboutOf = ({ about, project, institution, earmark, region }: Values) => {
  if (about === "project") return project === undefined ? {} : { project };
  if (about === "region") return region === undefined ? {} : { region };
  return institution === undefined ? {} : { institution, ...(earmark !== "" && { earmark }) };
};

/** 登记问题: facts and clause, never a verdict; somebody else confirms it. Evidence is added on its page. */
export const RaiseDialog = ({ onClose, inspection, auditMatter }: RaiseDialogProps) => {
  const navigate = useNavigate();
  const scoped = useScoped();
  const { can } = useSession();
  const [values, setValues] = useState<Values>(empty);
  const set = (change: Partial<Values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(raiseFinding, {
    invalidates: ["workbench"],
    onDone: ({ id }) => {
      onClose();
      void navigate(scoped(`/findings/${id}`));
    },
  });
  const { title, facts, clause, amountFen, grade } = values;
  const send = () =>
    submit({
      body: {
        ...(inspection && { inspection: inspection.id }),
        ...(auditMatter !== undefined && { auditMatter }),
        ...aboutOf(values),
        title,
        facts,
        clause,
        ...(amountFen !== "" && { amountFen }),
        grade,
      },
    });
  return (
    <Modal
      open
      width={680}
      title={can("findings.confirm") ? "登记问题" : "提出疑点"}
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={send}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>写事实和依据，不下结论；由另一人核实，属实的下达整改。佐证材料登记后在问题页上传。</p>
      <Form layout="vertical">
        <Subject values={values} set={set} {...(inspection && { among: inspection.looked })} />
        <Form.Item label="标题" htmlFor={fields.title.id} required>
          <Input id={fields.title.id} maxLength={200} value={title} onChange={({ target }) => set({ title: target.value })} />
        </Form.Item>
        <Form.Item label="事实" htmlFor={fields.facts.id} required>
          <Input.TextArea
            id={fields.facts.id}
            rows={4}
            maxLength={2000}
            value={facts}
            onChange={({ target }) => set({ facts: target.value })}
          />
        </Form.Item>
        <Form.Item label="条款" htmlFor={fields.clause.id} required>
          <ClauseChoice id={fields.clause.id} label="条款" value={clause} onChange={(next) => set({ clause: next })} />
        </Form.Item>
        <div className="finding-pair">
          <Form.Item label="涉及金额（没有可不填）" htmlFor={fields.amountFen.id}>
            <WanInput
              id={fields.amountFen.id}
              label="涉及金额"
              hasUnit
              value={amountFen}
              onChange={(next) => set({ amountFen: next })}
            />
          </Form.Item>
          <Form.Item label="等级" required>
            <Radio.Group
              id={fields.grade.id}
              aria-label="等级"
              value={grade}
              options={optionsOf(findingGrades)}
              onChange={({ target }) => set({ grade: target.value as FindingGrade })}
            />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
};

interface SubjectProps {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly among?: NonNullable<RaiseDialogProps["inspection"]>["looked"];
}

const Subject = ({ values, set, among }: SubjectProps) => {
  const { about, project, institution, region } = values;
  return (
    <>
      {among === undefined && (
        <Form.Item label="对象" required style={{ marginBottom: 8 }}>
          <Segmented<About>
            aria-label="对象"
            value={about}
            options={[
              { value: "project", label: "项目" },
              { value: "institution", label: "单位或其账页" },
              { value: "region", label: "一地的部门" },
            ]}
            onChange={(next) => set({ about: next })}
          />
        </Form.Item>
      )}
      {about === "project" && (
        <Form.Item label="项目" htmlFor={fields.project.id} required>
          <ProjectChoice
            id={fields.project.id}
            label="项目"
            value={project}
            onChange={(next) => set({ project: next })}
            {...(among && { among })}
          />
        </Form.Item>
      )}
      {about === "institution" && (
        <>
          <Form.Item label="单位" htmlFor={fields.institution.id} required>
            <InstitutionPicker
              id={fields.institution.id}
              label="单位"
              value={institution}
              onChange={(next) => set({ institution: next, earmark: "" })}
            />
          </Form.Item>
          <PageField values={values} set={set} />
        </>
      )}
      {about === "region" && (
        <Form.Item label="地区" htmlFor={fields.region.id} required>
          <RegionChoice id={fields.region.id} label="地区" value={region} onChange={(next) => set({ region: next })} />
        </Form.Item>
      )}
    </>
  );
};

const PageField = ({ values: { institution, earmark }, set }: Omit<SubjectProps, "among">) => {
  const pages = useAnswer(
    listFindingPages,
    { query: { institution: institution ?? "" } },
    { enabled: institution !== undefined },
  );
  return (
    <Form.Item label="账页（可不选）" htmlFor={fields.earmark.id}>
      <Select
        id={fields.earmark.id}
        aria-label="账页"
        disabled={institution === undefined}
        loading={pages.isFetching}
        value={earmark}
        onChange={(next: string) => set({ earmark: next })}
        options={[
          { value: "", label: "不限于某个账页" },
          ...(pages.data?.pages ?? []).map((page) => ({ value: page.earmark, label: page.title })),
        ]}
      />
    </Form.Item>
  );
};
