import { wanYuan } from "@qiangyi/kernel";
import type { CallDefinition } from "../definition.ts";
import { longText, material, section, table, text } from "./ask.ts";
import { constructionChapters, customaryReview, honesty, procedure, term, yearsFrom } from "./common.ts";

/** 县域医疗次中心 (第七条（二）): paid after the result is confirmed, so the form asks for the result and not for a budget. */
export const townshipCentre = (): CallDefinition => {
  const clause = "qiangyi-2024.art7.2.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "township-centre",
    route: "by-affiliation",
    eligibility: [
      {
        rule: "class",
        in: ["township-centre"],
        otherwise: "refuse",
        clause,
        sentence: "支持对象为中心乡镇卫生院",
      },
      pledge.rule,
    ],
    quotas: [],
    sections: [
      section("what", "建设内容", [
        text("title", "项目名称", { clause, identity: "text" }),
        longText("emergency", "基本诊疗和急诊急救能力", { clause: "qiangyi-2024.art7.2.b" }),
        longText("division", "与县级机构的功能互补", { clause: "qiangyi-2024.art7.2.b", maxLength: 2000 }),
      ]),
      section("standard", "对照建设标准", [
        table(
          "standard",
          "逐项对照（晋卫基层函〔2023〕21号）",
          [
            { kind: "text", id: "item", label: "标准条目", required: true, maxLength: 200 },
            { kind: "text", id: "status", label: "现状", required: true, maxLength: 500 },
            { kind: "yes-no", id: "met", label: "达到", required: true },
          ],
          { clause, maxRows: 100 },
        ),
      ]),
      pledge.section,
    ],
    materials: [
      material("self-check", "对照标准自评表", { clause }),
      material("county-opinion", "所在县卫生健康局布点意见", { clause: "qiangyi-2024.art7.2.c" }),
    ],
    budget: null,
    review: { ...customaryReview("qiangyi-2024.art5.a"), kind: "decision-only", experts: 0, items: [] },
    ...procedure,
  };
};

/** 基层适宜技术推广 (第七条（三）5): about 50 a year, 5万元 each. */
export const appropriateTechnique = (year: number): CallDefinition => {
  const clause = "qiangyi-2024.art7.3.5.2.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "appropriate-technique",
    route: "by-affiliation",
    eligibility: [pledge.rule],
    quotas: [{ of: "chosen", per: "call", atMost: 55, clause: "qiangyi-2024.art7.3.5.2.b" }],
    sections: [
      section("what", "推广的技术", [
        text("technique", "技术名称", { clause, identity: "text", maxLength: 60 }),
        longText("need", "基层需求与适用病种", { clause, maxLength: 2000 }),
        table(
          "places",
          "拟推广的基层机构",
          [
            { kind: "text", id: "name", label: "机构名称", required: true, maxLength: 60 },
            { kind: "integer", id: "people", label: "培训人数", required: true, atLeast: 1, unit: "人" },
          ],
          { clause, maxRows: 50 },
        ),
      ]),
      term("qiangyi-2024.art6.a"),
      ...constructionChapters("qiangyi-2024.art4.1.b").filter(({ id }) => id === "reason" || id === "work"),
      pledge.section,
    ],
    materials: [material("maturity", "技术成熟度证明（规范、专利、成果或应用证明）", { clause })],
    budget: {
      years: yearsFrom(year, 1),
      supportCapFen: String(wanYuan(5)),
      allowedClasses: ["30211", "30215", "30216", "30226", "30227"],
      fund: "province",
      matching: "declared",
      clause: "qiangyi-2024.art7.3.5.2.d",
      targets: "required",
      targetsClause: "qiangyi-2024.art4.3.a",
    },
    review: customaryReview("qiangyi-2024.art5.a"),
    ...procedure,
  };
};

/** 外聘专家工作室 (第七条（三）5): about 50 a batch, two years at 20万元. */
export const expertWorkshop = (year: number): CallDefinition => {
  const clause = "qiangyi-2024.art7.3.5.1.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "expert-workshop",
    route: "by-affiliation",
    eligibility: [
      {
        rule: "tier",
        in: ["tertiary"],
        orMarked: "exception",
        clause,
        sentence: "工作室用于提升三级医院教研能力，其他机构须由省卫生健康委决定",
      },
      pledge.rule,
    ],
    quotas: [{ of: "chosen", per: "call", atMost: 55, clause: "qiangyi-2024.art7.3.5.1.b" }],
    sections: [
      section("what", "工作室", [
        text("expert", "外聘专家姓名", { clause, maxLength: 30, identity: "person" }),
        text("employer", "专家所在单位", { clause, maxLength: 60 }),
        text("specialty", "所属专科", { clause, maxLength: 40, identity: "specialty" }),
        longText("introduces", "拟引进的新技术、新项目、新理念", { clause, maxLength: 3000 }),
        table(
          "team",
          "培育的本省团队",
          [
            { kind: "text", id: "name", label: "姓名", required: true, maxLength: 30 },
            { kind: "text", id: "post", label: "职务职称", required: true, maxLength: 40 },
          ],
          { clause, maxRows: 30 },
        ),
      ]),
      term("qiangyi-2024.art7.3.5.1.c"),
      ...constructionChapters("qiangyi-2024.art4.1.b").filter(({ id }) => id === "reason" || id === "work"),
      pledge.section,
    ],
    materials: [material("agreement", "与外聘专家的合作协议", { clause })],
    budget: {
      years: yearsFrom(year, 3),
      supportCapFen: String(wanYuan(40)),
      allowedClasses: ["310", "30211", "30215", "30216", "30226"],
      fund: "province",
      matching: "declared",
      clause: "qiangyi-2024.art7.3.5.1.e",
      targets: "required",
      targetsClause: "qiangyi-2024.art4.3.a",
    },
    review: customaryReview("qiangyi-2024.art5.a"),
    ...procedure,
  };
};
