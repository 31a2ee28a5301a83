import { type PolicyParameterRow, policyDocuments, policyParameters } from "@qiangyi/api";
import { Input, Select, Table } from "antd";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { ClauseLink, Pending, useAnswer } from "../ui/index.ts";
import { dateWords } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";

const columns = [
  { title: "参数", dataIndex: "label", width: 200 },
  {
    title: "值",
    dataIndex: "text",
    render: (text: string) => (/^[\d.,]+$/.test(text) ? <div style={{ textAlign: "right" }}>{text}</div> : text),
  },
  { title: "单位", dataIndex: "unit", width: 80, render: (unit: string | null) => unit ?? "" },
  {
    title: "出处",
    key: "clause",
    width: 190,
    render: (_: unknown, row: PolicyParameterRow) => <ClauseLink id={row.clause}>{row.basisArticle}</ClauseLink>,
  },
  { title: "文件", dataIndex: "basisDocument", width: 190 },
  {
    title: "有效期",
    key: "period",
    width: 260,
    render: (_: unknown, row: PolicyParameterRow) => `${dateWords(row.effectiveFrom)}至${dateWords(row.effectiveTo, "未载明")}`,
  },
];

export const ParametersPage = () => {
  const [search, setSearch] = useSearchParams({ document: "qiangyi-2024" });
  const document = search.get("document") ?? "qiangyi-2024";
  const word = search.get("q") ?? "";
  const documents = useAnswer(policyDocuments, {});
  const answer = useAnswer(policyParameters, { query: { document } }, { keepPrevious: true });
  const rows = useMemo(
    () => (answer.data?.rows ?? []).filter(({ label, text, basisArticle }) => `${label} ${text} ${basisArticle}`.includes(word)),
    [answer.data, word],
  );
  return (
    <PolicyPage title="参数" subtitle="条款里的每个数字和名单，各带出处和有效期">
      <div className="policy-filters no-print">
        <label htmlFor="parameter-document">文件</label>
        <Select
          id="parameter-document"
          style={{ minWidth: 420 }}
          value={document}
          options={(documents.data?.documents ?? []).map(({ id, number, shortTitle }) => ({
            value: id,
            label: `${number} ${shortTitle}`,
          }))}
          onChange={(value: string) => setSearch({ document: value }, { replace: true })}
        />
        <Input
          aria-label="筛选参数"
          placeholder="筛选"
          allowClear
          style={{ width: 200 }}
          value={word}
          onChange={({ target }) => setSearch({ document, ...(target.value !== "" && { q: target.value }) }, { replace: true })}
        />
        <span>共{rows.length}项</span>
      </div>
      {answer.data ? (
        <Table<PolicyParameterRow>
          size="small"
          columns={columns}
          dataSource={rows}
          rowKey={({ clause, name }) => `${clause} ${name}`}
          pagination={{ pageSize: 100, showSizeChanger: false, hideOnSinglePage: true }}
          scroll={{ x: 1100 }}
        />
      ) : (
        <Pending of={answer} />
      )}
    </PolicyPage>
  );
};
