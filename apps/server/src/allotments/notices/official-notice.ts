import { type Fund, fundNames } from "@qiangyi/api";
import { type Fen, fen, grouped, inWanYuan, type PlainDate, sum } from "@qiangyi/kernel";
import {
  type Annex,
  type AnnexGroup,
  type BodyPart,
  numberedGroups,
  type OfficialDocument,
} from "../../documents/official/index.ts";

/** A notice as its paper says it; names are written out, places are in the order of their codes. */
export interface NoticeOnPaper {
  readonly kind: "early" | "final" | "distribution" | "reduction";
  readonly level: "province" | "city" | "county";
  readonly fund: Fund;
  readonly year: number;
  readonly number: string | null;
  readonly title: string;
  /** Finance first, then the health authority of the same level. */
  readonly issuers: readonly string[];
  readonly addressee: string;
  /** The notice whose money it passes on, or the decision that it carries out. */
  readonly basis: string;
  /** 追减 only: why. */
  readonly reason: string | null;
  readonly rows: readonly RowOnPaper[];
  readonly stated: { readonly allocated: Fen; readonly earlier: Fen; readonly now: Fen };
  readonly projectCode: string | null;
  readonly trackTag: string | null;
  readonly signedOn: PlainDate | null;
  readonly copiedTo: readonly string[];
  readonly watermark?: string;
}

export interface RowOnPaper {
  /** 省本级, 太原市, 省直管县: rows of one group stand together. */
  readonly group: string;
  readonly place: string;
  readonly line: string;
  readonly quantity: number | null;
  readonly standard: Fen | null;
  readonly allocated: Fen;
  readonly earlier: Fen;
  readonly now: Fen;
  readonly functionClass: string;
  readonly note: string | null;
  /** 追减 only: what is taken back, and out of whose book. */
  readonly reduces: { readonly document: string; readonly holder: string } | null;
  readonly targets: readonly { readonly indicator: string; readonly value: string }[];
}

/** 通知 with its 分配表 and 绩效目标表, in the order that such papers keep: basis and total, classes, use, budget, performance, supervision. */
export const officialNotice = (notice: NoticeOnPaper): OfficialDocument => ({
  issuers: notice.issuers,
  number: notice.number,
  title: notice.title,
  addressee: notice.addressee,
  body: bodyOf(notice),
  annexes: annexesOf(notice),
  signedOn: notice.signedOn,
  remark: "此件公开发布",
  copiedTo: notice.copiedTo,
  printedBy: notice.issuers[0] ?? "",
  ...(notice.watermark !== undefined && { watermark: notice.watermark }),
});

const annexesOf = (notice: NoticeOnPaper): readonly Annex[] =>
  notice.kind === "reduction" ? [reductionTable(notice)] : [allotmentTable(notice), ...targetTable(notice)];

const text = (words: string): BodyPart => ({ kind: "text", text: words });
const heading = (words: string): BodyPart => ({ kind: "heading", text: words });

const bodyOf = (notice: NoticeOnPaper): readonly BodyPart[] =>
  notice.kind === "reduction" ? reductionBody(notice) : allotmentBody(notice);

const verbs = { early: "提前下达", final: "下达", distribution: "分解下达", reduction: "追减" } as const;

const allotmentBody = (notice: NoticeOnPaper): readonly BodyPart[] => {
  const { kind, level, fund, year, basis, rows, stated, projectCode, trackTag } = notice;
  const classes = [...new Set(rows.map(({ functionClass }) => functionClass))].sort();
  const hasTargets = rows.some(({ targets }) => targets.length > 0);
  return [
    text(
      `根据${basis}，现${verbs[kind]}${year}年度${fundNames[fund]}${inWanYuan(stated.now)}，具体金额、用途见附件${hasTargets ? "1" : ""}。${
        kind === "early" ? `本次资金列入${year}年度预算，${year}年1月1日起使用。` : ""
      }`,
    ),
    heading("一、收支科目"),
    text(
      `支出列${classes.join("、")}科目${projectCode === null ? "" : `，项目代码${projectCode}，各级不得更改`}${
        trackTag === null ? "" : `；资金标识“${trackTag}”贯穿分配、拨付和使用全过程`
      }。`,
    ),
    heading("二、用途和标准"),
    text("资金只用于附件所列项目，补助标准、支出范围按资金管理办法执行，专款专用，不得截留、挤占、挪用。"),
    heading("三、预算管理"),
    text(management[level]),
    heading("四、绩效管理"),
    text(
      hasTargets
        ? "请将附件2所列绩效目标随资金同步下达到单位，做好运行监控和年度自评。"
        : "请按上级随资金下达的绩效目标做好运行监控和年度自评。",
    ),
    heading("五、监督"),
    text("请加强资金使用的监督检查，并接受财政、审计、纪检监察的监督。"),
  ];
};

const payment = "支付实行国库集中支付，按项目专项核算，属于政府采购范围的按规定采购。";
const passingOn = `请在收到本通知后先核对无误，编入本级预算，三十日内分解下达；核对有疑问的立即上报，核实前不得分配。${payment}`;
/** What is asked of those who receive it: bureaus pass it on, units spend it. */
const management: Readonly<Record<NoticeOnPaper["level"], string>> = {
  province: passingOn,
  city: passingOn,
  county: `请在收到本通知后先核对无误；核对有疑问的立即上报，核实前不得使用。${payment}`,
};

const reductionBody = ({ fund, year, basis, reason, stated }: NoticeOnPaper): readonly BodyPart[] => [
  text(
    `${reason === null ? "" : `因${reason}，`}现追减${basis}下达的${year}年度${fundNames[fund]}${inWanYuan(fen(-stated.now))}，具体项目和金额见附件。`,
  ),
  heading("一、追减范围"),
  text("只追减附件所列、尚未支付的资金；已经支付的部分不在追减之列。"),
  heading("二、账务处理"),
  text("请各级财政部门自下而上逐级调减指标，有关单位相应调减用款计划；追减的资金自本通知印发之日起不得再支付。"),
  heading("三、绩效目标"),
  text("请按追减后的金额相应调整绩效目标。"),
];

const allotmentTable = ({ year, fund, rows, stated }: NoticeOnPaper): Annex => ({
  title: `${year}年度${fundNames[fund]}分配表`,
  isWide: true,
  columns: [
    { title: "序号", kind: "text", share: 1 },
    { title: "地区（单位）", kind: "text", share: 4 },
    { title: "项目", kind: "text", share: 4.4 },
    { title: "数量", kind: "count", share: 1 },
    { title: "补助标准", kind: "figure", share: 1.6 },
    { title: "分配金额", kind: "money", share: 2 },
    { title: "已提前下达", kind: "money", share: 2 },
    { title: "本次下达", kind: "money", share: 2 },
    { title: "功能科目", kind: "text", share: 1.6 },
    { title: "备注", kind: "text", share: 1.6 },
  ],
  groups: numberedGroups(
    rows,
    ({ group }) => group,
    (row) => [row.place, row.line, row.quantity, row.standard, row.allocated, row.earlier, row.now, row.functionClass, row.note],
  ),
  stated: [stated.allocated, stated.earlier, stated.now],
});

/** What each row takes back; what stood there before and after is no sum, because two rows may take from one amount. */
const reductionTable = ({ year, fund, rows, stated }: NoticeOnPaper): Annex => ({
  title: `${year}年度${fundNames[fund]}追减表`,
  isWide: true,
  columns: [
    { title: "序号", kind: "text", share: 1 },
    { title: "地区（单位）", kind: "text", share: 3.4 },
    { title: "项目", kind: "text", share: 3.4 },
    { title: "原下达文件", kind: "text", share: 3 },
    { title: "资金所在", kind: "text", share: 3 },
    { title: "追减前", kind: "figure", share: 1.8 },
    { title: "本次追减", kind: "money", share: 1.8 },
    { title: "追减后", kind: "figure", share: 1.8 },
  ],
  groups: numberedGroups(
    rows,
    ({ group }) => group,
    (row) => [
      row.place,
      row.line,
      row.reduces?.document ?? "",
      row.reduces?.holder ?? "",
      row.earlier,
      fen(-row.now),
      row.allocated,
    ],
  ),
  stated: [fen(-stated.now)],
});

/** 区域绩效目标表: what is expected for the money, place by place. */
const targetTable = ({ year, fund, rows }: NoticeOnPaper): readonly Annex[] => {
  if (rows.every(({ targets }) => targets.length === 0)) return [];
  return [
    {
      title: `${year}年度${fundNames[fund]}绩效目标表`,
      columns: [
        { title: "序号", kind: "text", share: 1 },
        { title: "地区（单位）", kind: "text", share: 4 },
        { title: "项目", kind: "text", share: 3 },
        { title: "绩效指标", kind: "text", share: 4 },
        { title: "目标值", kind: "text", share: 2 },
        { title: "资金", kind: "money", share: 2 },
      ],
      groups: [...grouped(rows, ({ group }) => group)].map(
        ([title, ofGroup]): AnnexGroup => ({
          title,
          rows: ofGroup.flatMap((row, index) =>
            row.targets.map(({ indicator, value }, at) => [
              // A project is named beside the first of its targets.
              at === 0 ? String(index + 1) : "",
              at === 0 ? row.place : "",
              at === 0 ? row.line : "",
              indicator,
              value,
              // The money stands beside the first of its targets, so that the column adds up to what is issued.
              at === 0 ? row.now : null,
            ]),
          ),
        }),
      ),
      stated: [sum(rows.filter(({ targets }) => targets.length > 0).map(({ now }) => now))],
    },
  ];
};
