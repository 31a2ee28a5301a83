import {
  awardLevelNames,
  awardRecipients,
  type CentreAward,
  decideCentreAward,
  fileCentreAward,
  listCentreAwards,
  payCentreAward,
} from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Button, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  Pending,
  ScrollBox,
  UnitNote,
  useAnswer,
  useScoped,
  useSubmit,
  useWorkScope,
} from "../../ui/index.ts";
import "./centre-money.css";
import { Dialog, orNull } from "./dialog.tsx";

const states: Record<CentreAward["state"], { light: "open" | "good" | "bad" | "neutral"; text: string }> = {
  filed: { light: "open", text: "待受理" },
  accepted: { light: "neutral", text: "已受理，待拨付" },
  rejected: { light: "bad", text: "已退回" },
  paid: { light: "good", text: "已拨付" },
};

type Open = { readonly act: "file" } | { readonly act: "decide" | "pay"; readonly award: CentreAward };

/** 奖金配套: prizes of 省部级 and above to the centres and their people, matched by a fifth. */
export const AwardsPage = () => {
  const { year: workYear } = useWorkScope();
  const year = Math.max(workYear, 2023);
  const scoped = useScoped();
  const answer = useAnswer(listCentreAwards, { query: { year } });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (answer.data === undefined)
    return (
      <Page title="奖金配套">
        <Pending of={answer} />
      </Page>
    );
  const { items, claims, acceptedPrizeFen, matchFen, mayFile } = answer.data;
  return (
    <Page
      title="奖金配套"
      subtitle={
        <>
          {year}年获奖；省部级以上奖金，省财政按20%配套（
          <ClauseLink id="regional-centres-2023.measure29.matching-20">依据</ClauseLink>）
        </>
      }
      actions={
        <>
          <Link to={scoped("/indicators/centre-money")}>中心经费</Link>
          {mayFile && (
            <Button type="primary" onClick={() => setOpen({ act: "file" })}>
              申报配套
            </Button>
          )}
        </>
      }
    >
      <div className="table-bar">
        <div className="table-toolbar">
          {claims}项申报；受理奖金 <Amount fen={acceptedPrizeFen} strong />
          ，配套 <Amount fen={matchFen} strong />
        </div>
        <UnitNote />
      </div>
      {items.length === 0 ? (
        <EmptyState text={`${year}年还没有申报`} />
      ) : (
        <ScrollBox label="奖金配套表格">
          <Table<CentreAward>
            size="small"
            rowKey="id"
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            dataSource={items}
            columns={columns(setOpen)}
          />
        </ScrollBox>
      )}
      {open?.act === "file" && <FileDialog onClose={close} />}
      {open?.act === "decide" && <DecideDialog award={open.award} onClose={close} />}
      {open?.act === "pay" && <PaidDialog award={open.award} onClose={close} />}
    </Page>
  );
};

const columns = (onOpen: (open: Open) => void) => [
  { title: "获奖日期", width: 110, dataIndex: "awardedOn" },
  { title: "中心", width: 150, dataIndex: "centreName" },
  {
    title: "获奖者",
    width: 140,
    render: (_: unknown, { recipientName, recipient }: CentreAward) => (
      <span className="centre-names">
        {recipientName}
        <small>{awardRecipients[recipient]}</small>
      </span>
    ),
  },
  {
    title: "奖项",
    render: (_: unknown, { award, level, document }: CentreAward) => (
      <span className="centre-names">
        {award}（{level}）<small>{document}</small>
      </span>
    ),
  },
  {
    title: "获得奖金",
    width: 110,
    className: "number",
    render: (_: unknown, each: CentreAward) => <Amount fen={each.receivedFen} />,
  },
  { title: "配套", width: 100, className: "number", render: (_: unknown, each: CentreAward) => <Amount fen={each.matchFen} /> },
  {
    title: "情况",
    width: 170,
    render: (_: unknown, { state, paidOn, opinion }: CentreAward) => (
      <span className="centre-names">
        <Light state={states[state].light} text={states[state].text} />
        <small>{state === "rejected" ? opinion : paidOn}</small>
      </span>
    ),
  },
  {
    title: "办理",
    width: 110,
    className: "no-print",
    render: (_: unknown, award: CentreAward) => (
      <>
        {award.mayDecide && (
          <Button size="small" onClick={() => onOpen({ act: "decide", award })}>
            受理或退回
          </Button>
        )}
        {award.mayPay && (
          <Button size="small" onClick={() => onOpen({ act: "pay", award })}>
            登记拨付
          </Button>
        )}
      </>
    ),
  },
];

const centreOptions = [
  { value: "task1", label: "山西白求恩医院" },
  { value: "task2", label: "山西省肿瘤医院" },
  { value: "task3", label: "山西中医药大学附属医院" },
  { value: "task4", label: "太原市中心医院" },
] as const;

const FileDialog = ({ onClose }: { onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(fileCentreAward, { onDone: onClose });
  return (
    <Dialog
      title="申报奖金配套"
      okText="申报"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        { name: "centre", label: "中心", kind: "select", isRequired: true, options: centreOptions },
        {
          name: "recipient",
          label: "获奖者身份",
          kind: "select",
          isRequired: true,
          options: Object.entries(awardRecipients).map(([value, label]) => ({ value, label })),
        },
        { name: "recipientName", label: "获奖者", kind: "text", isRequired: true },
        {
          name: "namesCentre",
          label: "奖项是否写明中心",
          kind: "select",
          options: [
            { value: "yes", label: "写明" },
            { value: "no", label: "没有写明" },
          ],
          hint: "派驻人员获奖，写明中心的才配套",
        },
        { name: "award", label: "奖项名称", kind: "text", isRequired: true },
        {
          name: "level",
          label: "级别",
          kind: "select",
          isRequired: true,
          options: awardLevelNames.map((value) => ({ value, label: value })),
        },
        { name: "prizeFen", label: "奖金总额", kind: "wan", isRequired: true },
        { name: "receivedFen", label: "获得的奖金（税前）", kind: "wan", isRequired: true },
        {
          name: "matchFen",
          label: "配套额（可不填，由系统计算）",
          kind: "wan",
          hint: "获得奖金的20%，四舍五入到分；与计算不符的不受理",
        },
        { name: "awardedOn", label: "获奖日期", kind: "date", isRequired: true },
        { name: "document", label: "获奖文件", kind: "text", isRequired: true },
      ]}
      initial={{
        centre: "task1",
        recipient: "employed",
        recipientName: "",
        namesCentre: "yes",
        award: "",
        level: "省部级",
        prizeFen: "",
        receivedFen: "",
        matchFen: "",
        awardedOn: "",
        document: "",
      }}
      onSend={({ centre, recipient, namesCentre, level, prizeFen, receivedFen, matchFen, ...rest }) =>
        submit({
          body: {
            ...rest,
            centre: centreOptions.find(({ value }) => value === centre)?.value ?? "task1",
            recipient: (Object.keys(awardRecipients) as CentreAward["recipient"][]).find((each) => each === recipient) ?? "other",
            namesCentre: namesCentre === "yes",
            level: awardLevelNames.find((each) => each === level) ?? "市厅级",
            prizeFen: prizeFen || "0",
            receivedFen: receivedFen || "0",
            matchFen: orNull(matchFen),
          },
        })
      }
    />
  );
};

const DecideDialog = ({ award, onClose }: { award: CentreAward; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(decideCentreAward, { onDone: onClose });
  return (
    <Dialog
      title={`受理：${award.recipientName} ${award.award}`}
      okText="提交"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        {
          name: "accepts",
          label: "结论",
          kind: "select",
          isRequired: true,
          options: [
            { value: "yes", label: "受理" },
            { value: "no", label: "退回" },
          ],
        },
        { name: "opinion", label: "意见", kind: "area", isRequired: true },
      ]}
      initial={{ accepts: "yes", opinion: "" }}
      onSend={({ accepts, opinion }) => submit({ params: { award: award.id }, body: { accepts: accepts === "yes", opinion } })}
    >
      <ul className="centre-why">
        {award.explanation.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Dialog>
  );
};

const PaidDialog = ({ award, onClose }: { award: CentreAward; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(payCentreAward, { onDone: onClose });
  return (
    <Dialog
      title={`拨付：${award.recipientName} ${award.award}`}
      okText="登记拨付"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        { name: "paidOn", label: "拨付日期", kind: "date", isRequired: true },
        { name: "voucher", label: "凭证号", kind: "text", isRequired: true },
      ]}
      initial={{ paidOn: dateInShanghai(new Date()), voucher: "" }}
      onSend={(body) => submit({ params: { award: award.id }, body })}
    />
  );
};
