import { wanYuan } from "@qiangyi/kernel";
import type { CallDefinition } from "../definition.ts";
import { choice, material, section, text } from "./ask.ts";
import { constructionChapters, customaryReview, honesty, procedure, term, yearsFrom } from "./common.ts";

const specialtyClasses = ["310", "30216", "30218", "30226", "30227"] as const;

/** 省级临床重点专科 (第七条（一）4): 100 in three years, 200万元 each. */
export const provincialKeySpecialty = (year: number): CallDefinition => {
  const clause = "qiangyi-2024.art7.1.4.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "provincial-key-specialty",
    route: "by-affiliation",
    eligibility: [pledge.rule],
    quotas: [{ of: "chosen", per: "call", atMost: 100, clause: "qiangyi-2024.art7.1.4.b" }],
    sections: [
      section("what", "申报专科", [text("specialty", "专科名称", { clause, identity: "specialty", maxLength: 40 })]),
      term("qiangyi-2024.art6.a"),
      ...constructionChapters("qiangyi-2024.art4.1.b"),
      pledge.section,
    ],
    materials: [material("capacity", "专科能力证明（诊疗科目、技术开展、科研教学）", { clause: "qiangyi-2024.art6.a" })],
    budget: {
      years: yearsFrom(year, 3),
      supportCapFen: String(wanYuan(200)),
      allowedClasses: specialtyClasses,
      fund: "province",
      matching: "declared",
      clause: "qiangyi-2024.art7.1.4.c",
      targets: "required",
      targetsClause: "qiangyi-2024.art4.3.a",
    },
    review: customaryReview("qiangyi-2024.art5.a"),
    ...procedure,
  };
};

/** 医学重点学科 (第七条（一）5): each year 10 at 20万元 and 50 at 15万元. */
export const provincialDiscipline = (year: number): CallDefinition => {
  const clause = "qiangyi-2024.art7.1.5.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "provincial-discipline",
    route: "by-affiliation",
    eligibility: [pledge.rule],
    quotas: [{ of: "chosen", per: "call", atMost: 60, clause: "qiangyi-2024.art7.1.5.c" }],
    sections: [
      section("what", "申报学科", [
        text("specialty", "学科名称", { clause, identity: "specialty", maxLength: 40 }),
        choice(
          "grade",
          "申报档次",
          [
            { value: "top", label: "省级拔尖学科" },
            { value: "key", label: "省级医学重点学科" },
          ],
          { clause },
        ),
      ]),
      term("qiangyi-2024.art6.a"),
      ...constructionChapters("qiangyi-2024.art4.1.b"),
      pledge.section,
    ],
    materials: [material("capacity", "学科基础证明（人才、科研、教学、医疗）", { clause })],
    budget: {
      years: yearsFrom(year, 1),
      supportCapFen: String(wanYuan(20)),
      allowedClasses: specialtyClasses,
      fund: "province",
      matching: "declared",
      clause: "qiangyi-2024.art7.1.5.b",
      targets: "required",
      targetsClause: "qiangyi-2024.art4.3.a",
    },
    review: customaryReview("qiangyi-2024.art5.a"),
    ...procedure,
  };
};

/** 中医优势专科 (第七条（一）6): 100, 50 or 30万元 by the kind of hospital; what the clause does not name is decided by a person. */
export const tcmSpecialty = (year: number): CallDefinition => {
  const clause = "qiangyi-2024.art7.1.6.a";
  const pledge = honesty("qiangyi-2024.art6.a");
  return {
    programme: "tcm-specialty",
    route: "by-affiliation",
    eligibility: [
      {
        rule: "class",
        in: ["tcm", "general"],
        otherwise: "warn",
        clause: "qiangyi-2024.art7.1.6.e",
        sentence: "条文只列了中医医院和综合医院，其他机构的补助档次须由省卫生健康委决定",
      },
      pledge.rule,
    ],
    quotas: [{ of: "chosen", per: "call", atMost: 100, clause: "qiangyi-2024.art7.1.6.b" }],
    sections: [
      section("what", "申报专科", [text("specialty", "专科名称", { clause, identity: "specialty", maxLength: 40 })]),
      term("qiangyi-2024.art6.a"),
      ...constructionChapters("qiangyi-2024.art4.1.b"),
      pledge.section,
    ],
    materials: [material("capacity", "中医特色与优势病种证明", { clause })],
    budget: {
      years: yearsFrom(year, 3),
      supportCapFen: String(wanYuan(100)),
      allowedClasses: specialtyClasses,
      fund: "province",
      matching: "declared",
      clause: "qiangyi-2024.art7.1.6.c",
      targets: "required",
      targetsClause: "qiangyi-2024.art4.3.a",
    },
    review: customaryReview("qiangyi-2024.art5.a"),
    ...procedure,
  };
};
