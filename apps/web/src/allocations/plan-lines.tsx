import { listPlanLines, type PlanLineView } from "@qiangyi/api";
import { Button, Checkbox, Input, Segmented, Select } from "antd";
import { useSearchParams } from "react-router";
import { Amount, KeysetTable, Light, UnitNote } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";
import { statusWords } from "./words.ts";

const filters = ["line", "city", "county", "institution", "status", "code", "text", "manual", "sort"] as const;

/** Every result of the plan; the filters stand in the address, so that a link shows what its sender saw. */
export const PlanLines = ({ plan, onOpen }: { plan: PlanDetails; onOpen: (lineNo: number) => void }) => {
  const [search, setSearch] = useSearchParams();
  const query = Object.fromEntries(filters.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));
  const set = (name: (typeof filters)[number], value: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const titleOf = new Map(plan.codes.map(({ code, title }) => [code, title]));
  const hasPlace = ["city", "county", "institution"].some((name) => search.get(name) !== null);
  return (
    <KeysetTable<PlanLineView>
      caption="方案明细"
      route={listPlanLines}
      input={{ params: { planId: plan.id }, query }}
      rowKey={({ lineNo }) => String(lineNo)}
      onOpen={({ lineNo }) => onOpen(lineNo)}
      emptyText="没有符合条件的结果"
      toolbar={
        <>
          <Select
            aria-label="支持项目"
            allowClear
            placeholder="全部项目"
            style={{ width: 190 }}
            value={search.get("line") ?? undefined}
            onChange={(value) => set("line", value)}
            options={plan.lines.map(({ line, name }) => ({ value: line, label: name }))}
          />
          <Select
            aria-label="结果"
            allowClear
            placeholder="全部结果"
            style={{ width: 110 }}
            value={search.get("status") ?? undefined}
            onChange={(value) => set("status", value)}
            options={Object.entries(statusWords).map(([value, { text }]) => ({ value, label: text }))}
          />
          <Select
            aria-label="提示"
            allowClear
            placeholder="全部提示"
            style={{ width: 190 }}
            value={search.get("code") ?? undefined}
            onChange={(value) => set("code", value)}
            options={plan.codes.map(({ code, title }) => ({ value: code, label: title }))}
          />
          <Input.Search
            aria-label="搜索名称、机构、地区或编号"
            allowClear
            placeholder="名称、机构、地区、编号"
            style={{ width: 210 }}
            defaultValue={search.get("text") ?? ""}
            onSearch={(value) => set("text", value.trim())}
          />
          <Checkbox
            checked={search.get("manual") === "true"}
            onChange={({ target }) => set("manual", target.checked ? "true" : undefined)}
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
            value={search.get("sort") ?? "order"}
            onChange={(value) => set("sort", value === "order" ? undefined : value)}
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
        {
          title: "此前已分配",
          className: "number",
          render: (_, line) => (line.allocatedFen === "0" ? "" : <Amount fen={line.allocatedFen} />),
        },
        { title: "挂起", className: "number", render: (_, line) => (line.heldFen === "0" ? "" : <Amount fen={line.heldFen} />) },
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
