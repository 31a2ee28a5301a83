import { downloadDues, type RouteAnswer, summariseDues } from "@qiangyi/api";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Amount, EmptyState, Page, Pending, useAnswer, useSave, useSession, useUnit, useWorkScope } from "../ui/index.ts";
import "./allocations.css";
import { DueDrawer } from "./due-drawer.tsx";
import { DueGroups } from "./due-groups.tsx";
import { DueLines, dueQueryOf } from "./due-lines.tsx";

type Summary = RouteAnswer<typeof summariseDues>;

/** 应补明细: what the published plan of the year gives the reader's own place, with the reason of every amount. */
export const DuesPage = () => {
  const { year, region } = useWorkScope();
  const [search] = useSearchParams();
  const saveFile = useSave();
  const scope = { year, ...(region !== "" && { region }) };
  const summary = useAnswer(summariseDues, { query: scope }, { keepPrevious: true });
  if (!summary.data) return <Pending of={summary} />;
  const { publication } = summary.data;
  return (
    <Page
      title={`${year}年应补明细`}
      subtitle={publication ? textOf(publication) : "省里把定稿的方案发布给市县后，在这里看本级的部分"}
      actions={
        publication && (
          <Button onClick={() => saveFile(downloadDues, { query: { ...scope, ...dueQueryOf(search) } })}>导出工作簿</Button>
        )
      }
    >
      {publication ? <Dues summary={summary.data} publication={publication} scope={scope} /> : <NotPublished year={year} />}
    </Page>
  );
};

const textOf = ({ title, version, publishedOn, decisionDate }: NonNullable<Summary["publication"]>): string =>
  `${title}第${version}版　${publishedOn}发布　分配决定日${decisionDate}　是否下达、下达多少以资金下达文件为准`;

const NotPublished = ({ year }: { year: number }) => (
  <EmptyState text={`${year}年的方案还没有发布给市县。可在上方换一个年度查看`} />
);

interface DuesProps {
  readonly summary: Summary;
  readonly publication: NonNullable<Summary["publication"]>;
  readonly scope: { readonly year: number; readonly region?: string };
}

const Dues = ({ summary, publication, scope }: DuesProps) => {
  const [search, setSearch] = useSearchParams();
  const [openLine, setOpenLine] = useState<number>();
  const tab = search.get("tab") ?? "groups";
  const show = (next: Record<string, string>) =>
    setSearch(
      new URLSearchParams({
        year: String(scope.year),
        ...(scope.region !== undefined && { region: scope.region }),
        ...next,
      }),
      { replace: true },
    );
  return (
    <>
      {publication.note !== null && <p className="published-note">省里的说明：{publication.note}</p>}
      <DueFigures summary={summary} onDecisions={() => show({ tab: "lines", status: "decision_required" })} />
      <Tabs
        activeKey={tab}
        onChange={(key) => show({ tab: key })}
        destroyOnHidden
        items={[
          {
            key: "groups",
            label: "按支持项目",
            children: <DueGroups summary={summary} year={scope.year} onLines={(line) => show({ tab: "lines", line })} />,
          },
          { key: "lines", label: "明细", children: <DueLines scope={scope} lines={summary.lines} onOpen={setOpenLine} /> },
        ]}
      />
      {summary.history.length > 1 && (
        <p className="figure-note">
          {scope.year}年先后发布{summary.history.length}次：{summary.history.map(versionText).join("、")}
        </p>
      )}
      {openLine !== undefined && (
        <DueDrawer publicationId={publication.id} lineNo={openLine} onClose={() => setOpenLine(undefined)} />
      )}
    </>
  );
};

const versionText = ({ version, publishedOn, isCurrent }: Summary["history"][number]): string =>
  `第${version}版（${publishedOn}${isCurrent ? "，现行" : ""}）`;

const DueFigures = ({ summary: { counts, sums, comparison }, onDecisions }: { summary: Summary; onDecisions: () => void }) => {
  const { unit } = useUnit();
  const { account } = useSession();
  const isLess = comparison.changeFen.startsWith("-");
  return (
    <section className="figures" aria-label="应补概况">
      <div className="figure">
        <div className="figure-label">
          {account?.level === "unit" ? "本单位" : "本级"}应补（{unit}）
        </div>
        <div className="figure-value">
          <Amount fen={sums.proposedFen} />
        </div>
        <div className="figure-note">
          {counts.payable.toLocaleString("zh-CN")}条应补，{counts.refused.toLocaleString("zh-CN")}条不补
          {sums.recoveryFen !== "0" && "，应收回"}
          {sums.recoveryFen !== "0" && <Amount fen={sums.recoveryFen} />}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">挂起待决定（{unit}）</div>
        <div className="figure-value">
          <Amount fen={sums.heldFen} />
        </div>
        <div className="figure-note">
          {counts.decisions === 0 ? (
            "没有待决定的结果"
          ) : (
            <Button type="link" size="small" className="figure-link" onClick={onDecisions}>
              {counts.decisions}条待省里决定，逐条看原因
            </Button>
          )}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">上年应补（{unit}）</div>
        <div className="figure-value">
          <Amount fen={comparison.lastYearFen} />
        </div>
        <div className="figure-note">
          本年{isLess ? "减少" : "增加"} <Amount fen={isLess ? comparison.changeFen.slice(1) : comparison.changeFen} />
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">本年已分配（{unit}）</div>
        <div className="figure-value">
          <Amount fen={comparison.allocatedFen} />
        </div>
        <div className="figure-note">
          历年累计 <Amount fen={comparison.allocatedEverFen} />
        </div>
      </div>
    </section>
  );
};
