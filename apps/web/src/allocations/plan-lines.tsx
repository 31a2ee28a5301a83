import { listPlanLines, type PlanLineView } from "@qiangyi/api";
import { Button, Checkbox, Segmented } from "antd";
import { useSearchParams } from "react-router";
import { Amount, type Filter, FilterBar, KeysetTable, Light, UnitNote, useFilters } from "../ui/index.ts";
import { sumColumns } from "./line-columns.tsx";
import { lineFilters } from "./line-filters.ts";
import type { PlanDetails } from "./plan-answers.ts";
import { statusWords } from "./words.ts";

const filters = ["line", "city", "county", "institution", "status", "code", "text", "manual", "sort"] as const;

/** Every result of the plan; the filters stand in the address, so that a link shows what its sender saw. */
export const PlanLines = ({ plan, onOpen }: { plan: PlanDetails; onOpen: (lineNo: number) => void }) => {
  const [, setSearch] = useSearchParams();
  const { values, set } = useFilters(filters);
  const { line, status, text } = lineFilters(plan.lines);
  const code: Filter<"code"> = {
    kind: "choice",
    name: "code",
    label: "提示",
    placeholder: "全部提示",
    width: 190,
    options: plan.codes.map(({ code: value, title }) => ({ value, label: title })),
  };
  const titleOf = new Map(plan.codes.map(({ code, title }) => [code, title]));
  const hasPlace = (["city", "county", "institution"] as const).some((name) => values[name] !== undefined);
  return (
    <KeysetTable<PlanLineView>
      caption="方案明细"
      route={listPlanLines}
      input={{ params: { planId: plan.id }, query: values }}
      rowKey={({ lineNo }) => String(lineNo)}
      onOpen={({ lineNo }) => onOpen(lineNo)}
      emptyText="没有符合条件的结果"
      toolbar={
        <>
          <FilterBar filters={[line, status, code, text]} values={values} onChange={set} />
          <Checkbox
            checked={values.manual === "true"}
            onChange={({ target }) => set({ manual: target.checked ? "true" : undefined })}
          >
            只看手工金额
          </Checkbox>
          {hasPlace && (
            <Button
              size="small"
              onClick={() => setSearch(new URLSearchParams({ tab: "lines", year: String(plan.year) }), { replace: true })}
            >
              清除地区和机构条件
            </Button>
          )}
        </>
      }
      extra={
        <>
          <Segmented
            size="small"
            aria-label="排序"
            value={values.sort ?? "order"}
            onChange={(value) => set({ sort: value === "order" ? undefined : value })}
            options={[
              { value: "order", label: "按条文次序" },
              { value: "amount", label: "按金额" },
            ]}
          />
          <UnitNote />
        </>
      }
      columns={[
        { title: "支持项目", dataIndex: "lineName" },
        {
          title: "名称",
          render: (_, line) => (
            <>
              <span className="row-title">{line.title}</span>
              {line.isKey && <span className="key-mark">重点</span>}
            </>
          ),
        },
        { title: "机构", render: (_, line) => line.institutionName ?? "—" },
        { title: "地区", dataIndex: "place" },
        { title: "结果", render: (_, line) => <Light {...statusWords[line.status]} /> },
        {
          title: "建议金额",
          className: "number",
          render: (_, line) => (
            <>
              {line.manualFen !== null && (
                <span className="manual-mark">{line.isManualOutdated ? "手工，应补额已变" : "手工"}</span>
              )}
              <Amount fen={line.proposedFen} strong />
            </>
          ),
        },
        ...sumColumns<PlanLineView>((row) => row),
        {
          title: "提示",
          render: (_, line) => (
            <div className="narrow-text">{line.errors.map((code) => titleOf.get(code as never) ?? "其他").join("、")}</div>
          ),
        },
      ]}
    />
  );
};
