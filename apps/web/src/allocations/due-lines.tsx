import { type DueLineView, lineStatuses, listDues, type RouteAnswer, type summariseDues } from "@qiangyi/api";
import { Amount, ClauseLink, FilterBar, KeysetTable, Light, UnitNote, useFilters, useSession } from "../ui/index.ts";
import { sumColumns } from "./line-columns.tsx";
import { lineFilters } from "./line-filters.ts";
import { statusWords } from "./words.ts";

const filters = ["line", "status", "text"] as const;

/** What the address filters the lines by; the export takes the same. */
export const dueQueryOf = (search: URLSearchParams) =>
  queryOf(Object.fromEntries(filters.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))));

const queryOf = ({ line, status, text }: { readonly line?: string; readonly status?: string; readonly text?: string }) => {
  const known = lineStatuses.find((each) => each === status);
  return { ...(line && { line }), ...(known && { status: known }), ...(text && { text }) };
};

interface LinesProps {
  readonly scope: { readonly year: number; readonly region?: string };
  readonly lines: RouteAnswer<typeof summariseDues>["lines"];
  readonly onOpen: (lineNo: number) => void;
}

export const DueLines = ({ scope, lines, onOpen }: LinesProps) => {
  const { values, set } = useFilters(filters);
  const { account } = useSession();
  const isOnePlace = account?.level === "county" || account?.level === "unit";
  const { line, status, text } = lineFilters(lines.filter(({ counts }) => counts.results > 0));
  return (
    <KeysetTable<DueLineView>
      caption="应补明细"
      route={listDues}
      input={{ query: { ...scope, ...queryOf(values) } }}
      rowKey={({ lineNo }) => String(lineNo)}
      onOpen={({ lineNo }) => onOpen(lineNo)}
      emptyText="没有符合条件的结果"
      toolbar={<FilterBar filters={[line, status, text]} values={values} onChange={set} />}
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
        ...sumColumns<DueLineView>(({ allocatedFen, sums }) => ({ allocatedFen, heldFen: sums.heldFen })),
        { title: "条款", render: (_, { clauses }) => clauses[0] !== undefined && <ClauseLink id={clauses[0]} /> },
      ]}
    />
  );
};
