import {
  type CoverageCell,
  type CoverageMatrix,
  type CoverageState,
  coverageMatrices,
  coverageStates,
  type RouteAnswer,
  showCoverageBoard,
} from "@qiangyi/api";
import { Checkbox, Segmented } from "antd";
import { useState } from "react";
import { ClauseLink, EmptyState, Light, Pending, ScrollBox, useAnswer, useFilters } from "../../ui/index.ts";
import { BoardPage, useAsOf } from "./board-page.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";

type Coverage = RouteAnswer<typeof showCoverageBoard>;
type Group = Coverage["groups"][number];

const lights = { built: "good", building: "warning", unknown: "open", hidden: "neutral" } as const;

/** Who has which centre, county by county; the filter leaves what is missing. */
export const CoveragePage = () => {
  const { values, set } = useFilters(["matrix", "missing"]);
  const { query } = useAsOf();
  const matrix: CoverageMatrix = values.matrix === "linfen" ? "linfen" : "counties";
  const isMissingOnly = values.missing === "true";
  const answer = useAnswer(showCoverageBoard, { params: { matrix }, query }, { keepPrevious: true });
  const [open, setOpen] = useState<Evidence>();
  const { data } = answer;
  return (
    <BoardPage
      title={data?.title ?? "覆盖矩阵"}
      standing={data}
      sheet="coverage"
      query={{ matrix, ...(isMissingOnly && { missing: "true" }) }}
    >
      <div className="board-toolbar no-print">
        <Segmented
          aria-label="矩阵"
          value={matrix}
          options={Object.entries(coverageMatrices).map(([value, label]) => ({ value, label }))}
          onChange={(value) => set({ matrix: value })}
        />
        <Checkbox checked={isMissingOnly} onChange={({ target }) => set({ missing: target.checked ? "true" : undefined })}>
          只看有缺的县
        </Checkbox>
      </div>
      {data === undefined ? (
        <Pending of={answer} />
      ) : data.of === 0 ? (
        <EmptyState text="您的查看范围内没有这个矩阵的县（市、区）。" />
      ) : (
        <Matrix board={data} isMissingOnly={isMissingOnly} onOpen={setOpen} />
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

interface MatrixProps {
  readonly board: Coverage;
  readonly isMissingOnly: boolean;
  readonly onOpen: (evidence: Evidence) => void;
}

const Matrix = ({ board, isMissingOnly, onOpen }: MatrixProps) => {
  const { columns, groups, upper, covered, of, share, note } = board;
  const span = columns.length + 2;
  return (
    <>
      <p>
        {of}个县（市、区）中<strong>{covered}个齐全</strong>
        {share !== null && `，占${share}%`}。{note}
      </p>
      <ScrollBox label="覆盖矩阵表" isTall>
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col" className="coverage-place">
                县（市、区）
              </th>
              {columns.map(({ key, title, clause, built, of: all, share: part }) => (
                <th scope="col" key={key}>
                  {title}
                  <div className="board-note">
                    已建成{built}/{all}
                    {part !== null && `，${part}%`} <ClauseLink id={clause}>条款</ClauseLink>
                  </div>
                </th>
              ))}
              <th scope="col" className="coverage-missing">
                所缺
              </th>
            </tr>
          </thead>
          <tbody>
            {!isMissingOnly &&
              upper.map(({ name, cells }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, at) => (
                    <td key={columns[at]?.key ?? at}>
                      {cell && <CellOf cell={cell} title={`${name}：${columns[at]?.title}`} onOpen={onOpen} />}
                    </td>
                  ))}
                  <td />
                </tr>
              ))}
            {groups.map((group) => (
              <GroupRows key={group.code} {...{ group, columns, span, isMissingOnly, onOpen }} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
};

interface GroupProps extends Omit<MatrixProps, "board"> {
  readonly group: Group;
  readonly columns: Coverage["columns"];
  readonly span: number;
}

const GroupRows = ({ group, columns, span, isMissingOnly, onOpen }: GroupProps) => {
  const rows = group.rows.filter(({ isCovered }) => !isMissingOnly || !isCovered);
  if (rows.length === 0) return null;
  return (
    <>
      <tr className="coverage-group">
        <th scope="rowgroup" colSpan={span}>
          {group.name}：{group.rows.length}个县（市、区）中{group.covered}个齐全
        </th>
      </tr>
      {rows.map(({ code, name, cells, missing }) => (
        <tr key={code}>
          <th scope="row">{name}</th>
          {cells.map((cell, at) => (
            <td key={columns[at]?.key ?? at}>
              <CellOf cell={cell} title={`${name}：${columns[at]?.title}`} onOpen={onOpen} />
            </td>
          ))}
          <td>{missing.length === 0 ? "齐全" : `缺${missing.length}类`}</td>
        </tr>
      ))}
    </>
  );
};

interface CellProps {
  readonly cell: CoverageCell;
  readonly title: string;
  readonly onOpen: (evidence: Evidence) => void;
}

const CellOf = ({ cell: { state, details, target, display }, title, onOpen }: CellProps) => (
  <>
    {target === null ? (
      <State state={state} />
    ) : (
      <button
        type="button"
        className="coverage-cell"
        aria-label={`${title}${coverageStates[state]}${display === coverageStates[state] ? "" : display}，查看来历`}
        onClick={() => onOpen({ kind: "target", target, title })}
      >
        <State state={state} /> {display !== coverageStates[state] && <span className="board-note">{display}</span>}
      </button>
    )}
    {details.map((each) => (
      <div className="board-note" key={each}>
        {each}
      </div>
    ))}
  </>
);

/** 未建 is an empty place, not an alarm: a wall of red would say nothing. */
const State = ({ state }: { state: CoverageState }) =>
  state === "none" ? (
    <span className="coverage-none">○ {coverageStates[state]}</span>
  ) : (
    <Light state={lights[state]} text={coverageStates[state]} />
  );
