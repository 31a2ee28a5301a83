import { type DueLineView, lineStatuses, listDues, type RouteAnswer, type summariseDues } from "@qiangyi/api";
import { Input, Select } from "antd";
import { useSearchParams } from "react-router";
import { Amount, ClauseLink, KeysetTable, Light, UnitNote, useSession } from "../ui/index.ts";
import { statusWords } from "./words.ts";

const filters = ["line", "status", "text"] as const;

/** What the address filters the lines by; the export takes the same. */
export const dueQueryOf = (search: URLSearchParams) => {
  const [line, status, text] = filters.map((name) => search.get(name) || undefined);
  const known = lineStatuses.find((each) => each === status);
  return { ...(line && { line }), ...(known && { status: known }), ...(text && { text }) };
};

interface LinesProps {
  readonly scope: { readonly year: number; readonly region?: string };
  readonly lines: RouteAnswer<typeof summariseDues>["lines"];
  readonly onOpen: (lineNo: number) => void;
}

export const DueLines = ({ scope, lines, onOpen }: LinesProps) => {
  const [search, setSearch] = useSearchParams();
  const { account } = useSession();
  const isOnePlace = account?.level === "county" || account?.level === "unit";
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
  return (
    <KeysetTable<DueLineView>
      caption="应补明细"
      route={listDues}
      input={{ query: { ...scope, ...dueQueryOf(search) } }}
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
            options={lines.filter(({ counts }) => counts.results > 0).map(({ line, name }) => ({ value: line, label: name }))}
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
          <Input.Search
            aria-label="搜索名称、机构、地区或编号"
            allowClear
            placeholder="名称、机构、地区、编号"
            style={{ width: 210 }}
            defaultValue={search.get("text") ?? ""}
            onSearch={(value) => set("text", value.trim())}
          />
        </>
      }
      extra={<UnitNote />}
      columns={[
        { title: "支持项目", render: (_, { lineName }) => <div className="narrow-text">{lineName}</div> },
        { title: "名称", render: (_, { title }) => <div className="row-title wide-text">{title}</div> },
        {
          title: isOnePlace ? "机构" : "机构与地区",
          render: (_, { institutionName, place }) => (
            <div className="wide-text">
              {institutionName ?? (isOnePlace ? "—" : place)}
              {!isOnePlace && institutionName !== null && <div className="figure-note">{place}</div>}
            </div>
          ),
        },
        {
          title: "结果",
          render: (_, { status, hints }) => (
            <>
              <Light {...statusWords[status]} />
              {hints.length > 0 && <div className="figure-note narrow-text">{hints.map(({ title }) => title).join("、")}</div>}
            </>
          ),
        },
        {
          title: "应补金额",
          className: "number",
          render: (_, line) => (
            <>
              {line.isManual && <span className="manual-mark">手工</span>}
              <Amount fen={line.sums.proposedFen} strong />
              {line.isPart && (
                <div className="figure-note">
                  整条 <Amount fen={line.wholeFen} />
                </div>
              )}
            </>
          ),
        },
        {
          title: "此前已分配",
          className: "number",
          render: (_, { allocatedFen }) => (allocatedFen === null || allocatedFen === "0" ? "" : <Amount fen={allocatedFen} />),
        },
        {
          title: "挂起",
          className: "number",
          render: (_, { sums }) => (sums.heldFen === "0" ? "" : <Amount fen={sums.heldFen} />),
        },
        { title: "条款", render: (_, { clauses }) => clauses[0] !== undefined && <ClauseLink id={clauses[0]} /> },
      ]}
    />
  );
};
