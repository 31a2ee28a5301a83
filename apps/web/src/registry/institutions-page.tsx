import {
  affiliations,
  exportInstitutions,
  type InstitutionFilters,
  institutionClasses,
  listInstitutions,
  ownerships,
  tiers,
} from "@qiangyi/api";
import { App, Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  ApiProblem,
  type Filter,
  FilterBar,
  KeysetTable,
  Page,
  save,
  useFilters,
  useScoped,
  useSession,
  useWorkScope,
} from "../ui/index.ts";
import { institutionColumns } from "./institution-columns.tsx";
import { useRegions } from "./use-regions.ts";

const choice = <const Name extends string>(
  name: Name,
  label: string,
  words: Readonly<Record<string, string>>,
  width: number,
) => ({
  kind: "choice" as const,
  name,
  label,
  placeholder: label,
  width,
  options: Object.entries(words).map(([value, text]) => ({ value, label: text })),
});

const filters = [
  { kind: "text", name: "q", label: "查找机构", placeholder: "名称、拼音首字母、代码", width: 260 },
  choice("affiliation", "隶属关系", affiliations, 140),
  choice("class", "类别", institutionClasses, 140),
  choice("tier", "等级", tiers, 100),
  choice("ownership", "所有制", ownerships, 110),
  choice("state", "状态", { open: "在册", ended: "已终止" }, 110),
] as const satisfies readonly Filter[];

export const InstitutionsPage = () => {
  const { values, set } = useFilters(filters.map(({ name }) => name));
  const { region } = useWorkScope();
  const query = { ...values, ...(region !== "" && { region }) } as InstitutionFilters;
  const scoped = useScoped();
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
              <Link to={scoped("/registry/institutions/import")}>
                <Button>导入</Button>
              </Link>
              <Link to={scoped("/registry/institutions/new")}>
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
        onOpen={({ id }) => void navigate(scoped(`/registry/institutions/${id}`))}
        emptyText="没有符合条件的机构"
        toolbar={<FilterBar filters={filters} values={values} onChange={set} />}
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
