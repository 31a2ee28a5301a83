import {
  affiliations,
  exportInstitutions,
  type InstitutionFilters,
  institutionClasses,
  listInstitutions,
  ownerships,
  tiers,
} from "@qiangyi/api";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { ApiProblem, KeysetTable, Page, save, useSession, useWorkScope } from "../ui/index.ts";
import { institutionColumns } from "./institution-columns.tsx";
import { useRegions } from "./use-regions.ts";

const filters = [
  { name: "affiliation", label: "隶属关系", words: affiliations, width: 140 },
  { name: "class", label: "类别", words: institutionClasses, width: 140 },
  { name: "tier", label: "等级", words: tiers, width: 100 },
  { name: "ownership", label: "所有制", words: ownerships, width: 110 },
  { name: "state", label: "状态", words: { open: "在册", ended: "已终止" }, width: 110 },
] as const;

/** Filters live in the address, so that a link shows what its sender saw. */
const useFilters = () => {
  const [search, setSearch] = useSearchParams();
  const { region } = useWorkScope();
  const values = Object.fromEntries(
    ["q", ...filters.map(({ name }) => name)].flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const set = (name: string, value: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const query: InstitutionFilters = { ...values, ...(region !== "" && { region }) };
  return { values: values as Record<string, string | undefined>, query, set };
};

export const InstitutionsPage = () => {
  const { values, query, set } = useFilters();
  const { can } = useSession();
  const { nameOf } = useRegions();
  const navigate = useNavigate();
  return (
    <Page
      title="机构"
      subtitle="公立与社会办医疗卫生机构名录"
      actions={
        <>
          <ExportButton query={query} />
          {can("registry.write") && (
            <>
              <Link to="/registry/institutions/import">
                <Button>导入</Button>
              </Link>
              <Link to="/registry/institutions/new">
                <Button type="primary">登记机构</Button>
              </Link>
            </>
          )}
        </>
      }
    >
      <KeysetTable
        caption="机构名录"
        route={listInstitutions}
        input={{ query }}
        columns={institutionColumns(nameOf)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/registry/institutions/${id}`)}
        emptyText="没有符合条件的机构"
        toolbar={
          <>
            <Input.Search
              aria-label="查找机构"
              placeholder="名称、拼音首字母、代码"
              allowClear
              defaultValue={values["q"] ?? ""}
              onSearch={(text) => set("q", text.trim())}
              style={{ width: 260 }}
            />
            {filters.map(({ name, label, words, width }) => (
              <Select
                key={name}
                aria-label={label}
                placeholder={label}
                allowClear
                style={{ width }}
                value={values[name]}
                onChange={(value?: string) => set(name, value)}
                options={Object.entries(words).map(([value, text]) => ({ value, label: text }))}
              />
            ))}
          </>
        }
      />
    </Page>
  );
};

const ExportButton = ({ query }: { query: InstitutionFilters }) => {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await save(exportInstitutions, { query });
    } catch (error) {
      void message.error(error instanceof ApiProblem ? error.problem.detail : "导出没有完成，请重试");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={isBusy} onClick={() => void run()}>
      导出所列机构
    </Button>
  );
};
