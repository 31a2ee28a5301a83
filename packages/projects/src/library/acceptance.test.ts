import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { type AcceptanceHeld, acceptanceFaults, mendLight, stepOfResult, transitions } from "../index.ts";

const member = { name: "甲某", unit: "省临床检验中心", result: "passed", opinion: "" } as const;
const critic = { name: "乙某", unit: "太原市中心医院", result: "mend", opinion: "缺设备验收单" } as const;
const held: AcceptanceHeld = { acceptedOn: date("2025-03-18"), result: "passed", members: [member], files: 1 };
const context = { programme: "township-centre", institutionName: "洪洞县人民医院", today: date("2025-03-18") } as const;
const codes = (more: Partial<AcceptanceHeld>, over: Partial<Parameters<typeof acceptanceFaults>[1]> = {}) =>
  acceptanceFaults({ ...held, ...more }, { ...context, ...over }).map(({ path, code }) => `${path} ${code}`);

describe("验收记录：缺什么一次说全", () => {
  it.each<[string, Partial<AcceptanceHeld>, string[]]>([
    ["当天验收、一名成员、通过", {}, []],
    ["明天的验收", { acceptedOn: date("2025-03-19") }, ["acceptedOn IN_FUTURE"]],
    ["没有成员", { members: [] }, ["members MEMBERS_MISSING"]],
    ["同一人列两次", { members: [member, { ...member, unit: "省临床 检验中心" }] }, ["members.1.name MEMBER_TWICE"]],
    ["同名不同单位是两个人", { members: [member, { ...member, unit: "太原市中心医院" }] }, []],
    ["成员没有姓名和单位", { members: [{ ...member, name: "", unit: " " }] }, ["members.0.name MEMBER_INCOMPLETE"]],
    ["成员没有单位", { members: [{ ...member, unit: "" }] }, ["members.0.unit MEMBER_INCOMPLETE"]],
    ["没有材料", { files: 0 }, ["files EVIDENCE_MISSING"]],
    ["承担单位的人", { members: [{ ...member, unit: "洪洞县 人民医院" }] }, ["members.0.unit MEMBER_OF_UNIT"]],
    ["不同意而没有意见", { members: [member, { ...critic, opinion: " " }] }, ["members.1.opinion OPINION_MISSING"]],
    ["多数通过、一人不同意并写明意见", { members: [member, critic] }, []],
    ["结果没有一名成员主张", { result: "failed" }, ["result RESULT_OF_NOBODY"]],
    ["整改没有要求和期限", { result: "mend", members: [critic] }, ["order ORDER_MISSING", "mendBy MEND_DATE"]],
    [
      "整改期限就是验收当天",
      { result: "mend", members: [member, critic], order: "补齐制度", mendBy: date("2025-03-18") },
      ["mendBy MEND_DATE"],
    ],
    ["次日为期", { result: "mend", members: [member, critic], order: "补齐制度", mendBy: date("2025-03-19") }, []],
  ])("%s", (_, more, expected) => expect(codes(more)).toEqual(expected));
  it("重点专科没有与全省的比较不能提交，无论结果 [linfen-2020.tenspecialties.purpose]", () => {
    const over = { programme: "linfen-ten-specialties" } as const;
    for (const result of ["passed", "failed"] as const)
      expect(codes({ result, members: [member, { ...critic, result }] }, over)).toEqual(["comparison COMPARISON_REQUIRED"]);
    expect(codes({ comparison: "全省同专科第6位" }, over)).toEqual([]);
  });
  it("三种结果各有流程表中的一步，都由组织部门办理", () => {
    for (const action of Object.values(stepOfResult)) {
      const row = transitions.find((one) => one.action === action);
      expect(row).toMatchObject({ from: ["implementing"], stand: "organiser", needs: ["opinion", "basis"] });
    }
    expect(stepOfResult).toEqual({ passed: "accept", mend: "mend", failed: "failAcceptance" });
  });
});

describe("整改期限的灯", () => {
  it.each([
    ["2025-04-06", undefined, "good", "整改期限2025-04-17，还有11天"],
    ["2025-04-07", undefined, "warning", "整改期限2025-04-17，还有10天"],
    ["2025-04-17", undefined, "warning", "整改期限2025-04-17，还有0天"],
    ["2025-04-18", undefined, "bad", "整改已超期1天"],
    ["2025-05-01", "2025-04-17", "good", "2025-04-17已报整改完成，待复验"],
    ["2025-05-01", "2025-04-18", "good", "2025-04-18已报整改完成（迟1天），待复验"],
  ] as const)("%s，报验%s：%s %s", (today, reported, light, text) =>
    expect(mendLight(date("2025-04-17"), reported && date(reported), date(today))).toEqual({ light, text }),
  );
});
