import { z } from "zod";
import { dateText, fenText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { documentUnits, noticeNumber, noticeWording, rowTarget } from "./notice-words.ts";
import { enteredFen, funds, obstacle, reasonText, room } from "./shared.ts";

export const noticeParams = z.object({ noticeId: z.uuid() });
const titleText = z.string().trim().min(4, "请填写标题").max(200);
const trackTag = z.string().trim().max(40).nullable();

/** 正式下达: its rows are the approved lines; none of their content is typed. */
export const draftFinalNotice = route({
  method: "POST",
  url: "/allotments/notices/final",
  room,
  summary: "从审定的分配建议拟制正式下达文件",
  access: "notices.draft",
  status: 201,
  body: z.object({
    proposalId: z.uuid(),
    title: titleText.optional(),
    trackTag: trackTag.optional(),
    /** Lines of the proposal; all that were not issued yet when absent. An amount that is named must be the approved one. */
    lines: z
      .array(z.object({ lineNo: z.number().int().min(0), amountFen: enteredFen.optional() }))
      .min(1)
      .max(5000)
      .optional(),
  }),
  answer: z.object({ id: z.uuid(), rowCount: z.number().int(), totalFen: fenText }),
});

const earlyRow = z.object({ region: regionCode, line: z.string().min(1).max(60), amountFen: enteredFen });

export const draftEarlyNotice = route({
  method: "POST",
  url: "/allotments/notices/early",
  room,
  summary: "拟制提前下达文件（按地区）",
  access: "notices.draft",
  status: 201,
  body: z.object({
    fund: z.enum(funds).default("qiangyi-2024"),
    year: yearNumber,
    title: titleText.optional(),
    trackTag: trackTag.optional(),
    unit: z.enum(documentUnits).optional(),
    rows: z.array(earlyRow).max(5000),
  }),
  answer: z.object({ id: z.uuid(), rowCount: z.number().int(), totalFen: fenText }),
});

export const replaceEarlyRows = route({
  method: "PUT",
  url: "/allotments/notices/:noticeId/early-rows",
  room,
  summary: "改写提前下达草稿的各行",
  access: "notices.draft",
  params: noticeParams,
  body: z.object({ rows: z.array(earlyRow).max(5000) }),
  answer: z.object({ rowCount: z.number().int(), totalFen: fenText }),
});

export const editNotice = route({
  method: "PATCH",
  url: "/allotments/notices/:noticeId",
  room,
  summary: "修改下达文件草稿的标题、行文内容和追踪标识",
  access: "notices.draft",
  params: noticeParams,
  body: z.object({ title: titleText.optional(), trackTag: trackTag.optional(), wording: noticeWording.optional() }),
  answer: z.object({ id: z.uuid() }),
});

export const setNoticeTargets = route({
  method: "PUT",
  url: "/allotments/notices/:noticeId/targets",
  room,
  summary: "为各行填写绩效目标：按支持项目、地区或指定的行",
  access: "notices.draft",
  params: noticeParams,
  body: z.object({
    line: z.string().max(60).optional(),
    region: regionCode.optional(),
    rowNos: z.array(z.number().int().min(1)).max(5000).optional(),
    targets: z.array(rowTarget).max(30),
  }),
  answer: z.object({ rows: z.number().int() }),
});

/** What is to be watched of a line, from the catalogue: names and units; values are set by people. */
export const listTargetCatalogue = route({
  method: "GET",
  url: "/allotments/target-catalogue",
  room,
  summary: "各支持项目的绩效指标目录",
  access: "notices.read",
  answer: z.object({ items: z.array(z.object({ line: z.string(), lineName: z.string(), targets: z.array(rowTarget) })) }),
});

export const checkNotice = route({
  method: "GET",
  url: "/allotments/notices/:noticeId/checks",
  room,
  summary: "签发前的全部检查，一次列出",
  access: "notices.read",
  params: noticeParams,
  answer: z.object({
    obstacles: z.array(obstacle),
    proposedNumber: z.string(),
    /** 提前下达 only. */
    floor: z
      .object({
        expectedExecutionFen: fenText.nullable(),
        floorFen: fenText,
        legalFloorFen: fenText.nullable(),
        proposedFen: fenText,
        gapFen: fenText,
        notice: z.string().nullable(),
        steps: z.array(z.object({ text: z.string(), clause: z.string() })),
        byRegion: z.array(z.object({ region: z.string(), name: z.string(), amountFen: fenText })),
      })
      .nullable(),
  }),
});

export const signNotice = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/finance-signature",
  room,
  summary: "财政部门签署下达文件的现有内容",
  access: "notices.draft",
  params: noticeParams,
  body: z.object({}),
  status: 201,
  answer: z.object({ party: z.enum(["finance", "health"]), contentSha256: z.string() }),
});

export const countersignNotice = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/health-signature",
  room,
  summary: "卫生健康部门会签下达文件的现有内容",
  access: "notices.countersign",
  params: noticeParams,
  body: z.object({}),
  status: 201,
  answer: z.object({ party: z.enum(["finance", "health"]), contentSha256: z.string() }),
});

export const issueNotice = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/issue",
  room,
  summary: "签发：编号、抄送、记账在同一操作中完成",
  access: "notices.issue",
  params: noticeParams,
  body: z.object({
    number: noticeNumber,
    /** Day of issue; today when absent. */
    issuedOn: dateText.optional(),
    /** Offices that get the copy, by city; the ones that the regulation names when absent. */
    copies: z.array(regionCode).max(20).optional(),
  }),
  status: 201,
  answer: z.object({ number: z.string(), issuedOn: dateText, copies: z.number().int(), posted: z.number().int() }),
});

export const cancelNotice = route({
  method: "POST",
  url: "/allotments/notices/:noticeId/cancellation",
  room,
  summary: "作废草稿",
  access: "notices.draft",
  params: noticeParams,
  body: z.object({ reason: reasonText.min(2, "请填写原因") }),
  answer: z.object({ id: z.uuid() }),
});
