import { type CheckBox, type CheckItem, checkBoxes, countChecks, listChecks } from "@qiangyi/api";
import { type TableProps, Tabs } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import {
  Amount,
  FilterBar,
  KeysetTable,
  Light,
  minuteOf,
  Page,
  scopeOf,
  sortedBy,
  UnitNote,
  useAnswer,
  useSession,
} from "../../ui/index.ts";
import { dueText, fundCheckLights, fundCheckTexts, levelNames, stateLight, stateText } from "../project/words.ts";
import { BatchPanel } from "./batch-panel.tsx";
import { filterNames, filtersWith, useCheckFilter } from "./check-filter.ts";
import "../project/project.css";
import "./checks.css";

const emptyTexts: Readonly<Record<CheckBox, string>> = {
  waiting: "没有待审核的项目",
  below: "下级没有正在办理的项目",
  returned: "没有退回补正中的项目",
  handled: "您还没有办理过项目",
};

/** 审核: everything that waits for this desk, and what became of what it handled. */
export const ChecksPage = () => {
  const { values, query, set } = useCheckFilter();
  const { can } = useSession();
  const counts = useAnswer(countChecks, {});
  const [selected, setSelected] = useState<readonly CheckItem[]>([]);
  const navigate = useNavigate();
  const canCheck = can("projects.check") && query.box === "waiting";
  const open = ({ id }: CheckItem) => {
    const isDesk = query.box === "waiting" && (can("projects.check") || can("projects.checkFunds"));
    const kept = scopeOf(window.location.search, filterNames);
    void navigate(isDesk ? `/projects/checks/${id}${kept}` : `/projects/${id}`);
  };
  return (
    <Page
      title="审核"
      subtitle={
        <>
          先到的排在前面，不限年度；打开项目后可用键盘逐件审核。外出时可<Link to="/profile">委托代办</Link>。
        </>
      }
    >
      <Tabs
        className="check-boxes"
        activeKey={query.box}
        onChange={(box) => {
          setSelected([]);
          set({ box: box === "waiting" ? undefined : box });
        }}
        items={(Object.keys(checkBoxes) as CheckBox[])
          .filter((box) => box !== "below" || !can("projects.check") || counts.data?.below !== 0)
          .map((key) => ({
            key,
            label: counts.data && key !== "handled" ? `${checkBoxes[key]} ${counts.data[key]}` : checkBoxes[key],
          }))}
      />
      {canCheck && selected.length > 0 && <BatchPanel selected={selected} onDone={() => setSelected([])} />}
      <KeysetTable<CheckItem>
        caption={checkBoxes[query.box]}
        route={listChecks}
        input={{ query }}
        columns={columnsOf(query.box, query.sort)}
        onSort={(sort) => set({ sort })}
        rowKey={({ id }) => id}
        onOpen={open}
        emptyText={emptyTexts[query.box]}
        toolbar={<FilterBar filters={filtersWith(counts.data?.calls ?? [])} values={values} onChange={set} />}
        extra={<UnitNote />}
        {...(canCheck && {
          selection: {
            selectedRowKeys: selected.map(({ id }) => id),
            onChange: (_: unknown, rows: CheckItem[]) => setSelected(rows),
            getCheckboxProps: ({ title }: CheckItem) => ({ "aria-label": `选择${title}` }) as object,
            onCell: () => ({ onClick: (event: { stopPropagation(): void }) => event.stopPropagation() }),
          },
        })}
      />
    </Page>
  );
};

type Columns = NonNullable<TableProps<CheckItem>["columns"]>;

const columnsOf = (box: CheckBox, sort: string): Columns => [
  {
    title: "项目",
    key: "title",
    render: (_, { title, number, isKey, returnedTimes }) => (
      <>
        <span className="row-title">{title}</span>
        {isKey && <span className="key-mark">重点</span>}
        <div className="row-note">
          {number ?? "尚未编号"}
          {returnedTimes > 0 && `，已退回${returnedTimes}次`}
        </div>
      </>
    ),
  },
  {
    title: "单位",
    key: "institution",
    width: 180,
    render: (_, { institution, seatName }) => (
      <>
        {institution.name}
        <div className="row-note">{seatName}</div>
      </>
    ),
  },
  { title: "申报通知", key: "call", width: 170, render: (_, { call }) => call.title },
  {
    title: "专项资金",
    className: "number",
    align: "right",
    width: 100,
    ...(box !== "handled" && sortedBy("amount", sort, "descend")),
    render: (_, { supportFen }) => <Amount fen={supportFen} />,
  },
  ...(box === "handled" ? handledColumns : waitingColumns(box, sort)),
];

const handledColumns: Columns = [
  {
    title: "我的办理",
    key: "handled",
    width: 190,
    render: (_, { handled }) =>
      handled ? (
        <>
          {handled.label}
          <div className="row-note">{minuteOf(handled.at)}</div>
        </>
      ) : (
        "—"
      ),
  },
  {
    title: "现在",
    key: "state",
    width: 130,
    render: (_, { state }) => <Light state={stateLight(state)} text={stateText(state)} />,
  },
];

const waitingColumns = (box: CheckBox, sort: string): Columns => [
  {
    title: box === "returned" ? "退回" : "到达",
    width: 112,
    ...sortedBy("arrived", sort),
    render: (_, { arrivedAt, ageDays }) => (
      <>
        {minuteOf(arrivedAt).slice(0, 10)}
        <div className="row-note">{ageDays === 0 ? "今天" : `${ageDays}天前`}</div>
      </>
    ),
  },
  { title: "期限", key: "due", width: 112, render: (_, item) => <Due item={item} /> },
  ...(box === "below"
    ? [
        {
          title: "所在环节",
          key: "level",
          width: 100,
          render: (_: unknown, { waitsFor }: CheckItem) =>
            waitsFor === null || waitsFor === "unit" ? "单位" : levelNames[waitsFor],
        },
      ]
    : [
        {
          title: "筹资会审",
          key: "funds",
          width: 104,
          render: (_: unknown, { fundCheck }: CheckItem) =>
            fundCheck === "not-needed" ? "—" : <Light state={fundCheckLights[fundCheck]} text={fundCheckTexts[fundCheck]} />,
        },
      ]),
];

const Due = ({ item }: { item: CheckItem }) => {
  const text = dueText(item, minuteOf(new Date().toISOString()).slice(0, 10));
  if (text === undefined) return <>未设期限</>;
  return (
    <>
      <Light state={item.isOverdue ? "bad" : "neutral"} text={text} />
      <div className="row-note">{item.dueOn}</div>
    </>
  );
};
