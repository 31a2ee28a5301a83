import { listBoardSubjects, type RouteAnswer, showSubjectBoard } from "@qiangyi/api";
import { Select, Table } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { EmptyState, Pending, ScrollBox, useAnswer, useScoped } from "../../ui/index.ts";
import { BoardPage, useAsOf } from "./board-page.tsx";
import { NumberButton, TargetTable } from "./cell-table.tsx";
import { type Evidence, EvidenceDrawer } from "./evidence-drawer.tsx";
import { QuarterButton } from "./quarter-button.tsx";
import { SummaryFigures } from "./summary-figures.tsx";

/** One hospital or region: every promise with where it stands and what to do next. */
export const SubjectPage = () => {
  const listed = useAnswer(listBoardSubjects, {});
  const { subject = listed.data?.items[0]?.id } = useParams();
  if (listed.data !== undefined && subject === undefined) return <NoSubject />;
  return subject === undefined ? <Pending of={listed} /> : <Board subject={subject} />;
};

const NoSubject = () => (
  <BoardPage title="机构看板" standing={undefined} sheet="late">
    <EmptyState text="您的查看范围内没有设了目标的机构或地区。" />
  </BoardPage>
);

const Board = ({ subject }: { subject: string }) => {
  const { query } = useAsOf();
  const answer = useAnswer(showSubjectBoard, { params: { subject }, query }, { keepPrevious: true });
  const [open, setOpen] = useState<Evidence>();
  const { data } = answer;
  return (
    <BoardPage
      title={data ? `${shortName(data.subject.name)}指标看板` : "机构看板"}
      of={data?.subject.name}
      standing={data}
      sheet="subject"
      query={{ subject }}
      actions={
        <>
          <SubjectSwitch subject={subject} />
          {data && <QuarterButton subject={subject} today={data.today} />}
        </>
      }
    >
      {data === undefined ? (
        <Pending of={answer} missing={{ title: "没有这个机构的看板", back: "/indicators/boards", backText: "回到总览" }} />
      ) : (
        <>
          {data.summary && <SummaryFigures summary={data.summary} />}
          {data.rows.length === 0 ? (
            <EmptyState text="文件没有给这个机构设目标；下面只列它报送的数据。" />
          ) : (
            <TargetTable rows={data.rows} label="各项目标" onOpen={setOpen} />
          )}
          <Others board={data} onOpen={setOpen} />
        </>
      )}
      {open && <EvidenceDrawer of={open} onClose={() => setOpen(undefined)} />}
    </BoardPage>
  );
};

/** 医科院肿瘤医院山西医院（山西省肿瘤医院） → 山西省肿瘤医院: the printed name stands below. */
const shortName = (printed: string): string => /（(.+)）$/.exec(printed)?.[1] ?? printed;

const SubjectSwitch = ({ subject }: { subject: string }) => {
  const answer = useAnswer(listBoardSubjects, {});
  const navigate = useNavigate();
  const scoped = useScoped(["asOf"]);
  return (
    <Select
      aria-label="机构或地区"
      showSearch={{ optionFilterProp: "label" }}
      value={subject}
      onChange={(id) => void navigate(scoped(`/indicators/boards/subjects/${id}`))}
      options={(answer.data?.items ?? []).map(({ id, name, targets }) => ({ value: id, label: `${name}（${targets}项）` }))}
      style={{ width: 240 }}
    />
  );
};

type SubjectBoard = RouteAnswer<typeof showSubjectBoard>;

const Others = ({ board, onOpen }: { board: SubjectBoard; onOpen: (evidence: Evidence) => void }) => {
  if (board.others.length === 0) return null;
  return (
    <section aria-label="没有目标的指标">
      <h2>没有目标、只作监测的指标</h2>
      <ScrollBox label="没有目标的指标表">
        <Table
          size="small"
          rowKey="indicator"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={board.others}
          columns={[
            { title: "指标", dataIndex: "title" },
            { title: "年度", dataIndex: "year", render: (year: number) => `${year}年` },
            {
              title: "数值",
              className: "number",
              render: (_, { indicator, title, display }) => (
                <NumberButton
                  text={display}
                  label={title}
                  onClick={() => onOpen({ kind: "indicator", indicator, subject: board.subject.id, title })}
                />
              ),
            },
            { title: "单位", dataIndex: "unit", render: (unit: string) => unit || "无" },
            { title: "已报月数", dataIndex: "months", className: "number" },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
