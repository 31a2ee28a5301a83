import { type ExpertView, exportExperts, listExpertFields, listExperts, titleLevelWords } from "@qiangyi/api";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { type Filter, FilterBar, KeysetTable, Light, Page, useAnswer, useFilters, useSave, useScoped } from "../ui/index.ts";

/** 专家库: who may be drawn, for what, and how much each carries this year. */
export const ExpertsPage = () => {
  const { values, set } = useFilters(["text", "field", "state"]);
  const fields = useAnswer(listExpertFields, {});
  const navigate = useNavigate();
  const save = useSave();
  const scoped = useScoped();
  const filters: readonly Filter<"text" | "field" | "state">[] = [
    { kind: "text", name: "text", label: "查找专家", placeholder: "姓名、单位、编号、领域", width: 240 },
    {
      kind: "choice",
      name: "field",
      label: "专业领域",
      placeholder: "全部领域",
      width: 180,
      isLong: true,
      options: (fields.data?.items ?? []).map(({ field, experts }) => ({ value: field, label: `${field}（${experts}人）` })),
    },
    {
      kind: "choice",
      name: "state",
      label: "状态",
      placeholder: "全部状态",
      width: 120,
      options: [
        { value: "active", label: "在库" },
        { value: "paused", label: "已暂停" },
      ],
    },
  ];
  return (
    <Page
      title="专家库"
      subtitle="只记评审回避和分组所需的信息，不收集证件号码、账户和电话"
      actions={
        <>
          <Button onClick={() => save(exportExperts, { query: queryOf(values) })}>导出所列专家</Button>
          <Button onClick={() => void navigate(scoped("/reviews/experts/import"))}>用工作簿导入</Button>
          <Button type="primary" onClick={() => void navigate(scoped("/reviews/experts/new"))}>
            登记专家
          </Button>
        </>
      }
    >
      <KeysetTable<ExpertView>
        caption="专家库"
        route={listExperts}
        input={{ query: values }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(scoped(`/reviews/experts/${id}`))}
        emptyText="没有符合条件的专家"
        toolbar={<FilterBar filters={filters} values={values} onChange={set} />}
        columns={[
          { title: "编号", dataIndex: "number" },
          { title: "姓名", render: (_, { name }) => <span className="row-title">{name}</span> },
          { title: "职称", render: (_, { title, titleLevel }) => `${title}（${titleLevelWords[titleLevel]}）` },
          { title: "单位", dataIndex: "unitName" },
          { title: "所在地", dataIndex: "regionName" },
          { title: "专业领域", render: (_, { fields: own }) => own.join("、") },
          { title: "本年任务（项）", className: "number", render: (_, { load, maxLoad }) => `${load} / ${maxLoad}` },
          { title: "账号", render: (_, { account }) => account?.loginName ?? "未关联" },
          {
            title: "状态",
            render: (_, { state }) => (
              <Light state={state === "active" ? "good" : "neutral"} text={state === "active" ? "在库" : "已暂停"} />
            ),
          },
        ]}
      />
    </Page>
  );
};

/** What the list is filtered by, for the export. */
const queryOf = ({ text, field, state }: { text?: string; field?: string; state?: string }) => {
  const known = (["active", "paused"] as const).find((one) => one === state);
  return { ...(text !== undefined && { text }), ...(field !== undefined && { field }), ...(known && { state: known }) };
};
