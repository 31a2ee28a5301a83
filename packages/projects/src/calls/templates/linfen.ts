import type { CallDefinition, EligibilityRule, Question } from "../definition.ts";
import { professionalTitles } from "../titles.ts";
import { choice, day, longText, material, section, table, text, words } from "./ask.ts";
import { constructionChapters, customaryReview, honesty, procedure } from "./common.ts";

/** The five departments of 三（一）2 and 3; there is no other. */
export const linfenDepartments = ["临床", "护理", "医学检验", "医学影像", "病理"] as const;
export type LinfenDepartment = (typeof linfenDepartments)[number];

const within: EligibilityRule = {
  rule: "region",
  within: ["141000"],
  clause: "linfen-2020.tenhundredthousand.scope",
  sentence: "申报单位为临汾市的医疗机构",
};

/** A focus, not an exclusion: others need the note of the city's health commission. */
const focus: EligibilityRule = {
  rule: "class",
  in: ["general", "specialised"],
  otherwise: "warn",
  note: "non-focus-note",
  clause: "linfen-2020.tenhundredthousand.scope",
  sentence: "十百千工程重点在综合医院和专科医院实施",
};

/** 十大医学临床重点专科. The key diseases are the choices of one question: the city writes its list there. */
export const linfenTenSpecialties = (year: number): CallDefinition => {
  const clause = "linfen-2020.tenspecialties.process";
  const pledge = honesty(clause);
  return {
    programme: "linfen-ten-specialties",
    route: "by-affiliation",
    eligibility: [
      within,
      focus,
      {
        rule: "institution",
        anyOf: [{ tier: ["tertiary"] }, { tier: ["secondary"], marked: "strong" }],
        clause: "linfen-2020.tenspecialties.scope",
        sentence: "依托三级医院和经市卫健委认定实力较强的二级医院",
      },
      pledge.rule,
    ],
    quotas: [{ of: "chosen", per: "call", atMost: 12, clause: "linfen-2020.tenspecialties.candidates" }],
    sections: [
      section("what", "申报专科", [
        text("specialty", "专科名称", { clause, identity: "specialty", maxLength: 40 }),
        text("office", "承担科室", { clause: "linfen-2020.tenspecialties.assignment", maxLength: 40 }),
        {
          kind: "choices",
          id: "diseases",
          label: "覆盖的重点疾病",
          required: true,
          choices: words(
            "恶性肿瘤",
            "冠心病",
            "脑卒中",
            "慢阻肺",
            "糖尿病",
            "慢性肾病",
            "严重创伤",
            "危重孕产妇",
            "危重新生儿",
            "精神障碍",
          ),
          clause: "linfen-2020.tenspecialties.key-disease",
        },
        longText("standing", "与全省同类专科的比较", {
          clause: "linfen-2020.tenspecialties.purpose",
          help: "名次、同类专科的指标值和来源",
          maxLength: 3000,
        }),
      ]),
      section("term", "建设时间", [
        day("startsOn", "计划启动时间", { clause }),
        day("endsOn", "完成时间", { clause: "linfen-2020.tenspecialties.deadline", after: "startsOn" }),
      ]),
      ...constructionChapters(clause).filter(({ id }) => id !== "safeguards"),
      pledge.section,
    ],
    materials: [material("capacity", "专科能力证明", { clause: "linfen-2020.tenspecialties.scope" })],
    budget: {
      years: [year, year + 1, year + 2],
      supportCapFen: null,
      allowedClasses: [],
      fund: "city",
      matching: "declared",
      clause,
      targets: "required",
      targetsClause: "linfen-2020.tenspecialties.purpose",
    },
    review: customaryReview(clause),
    ...procedure,
  };
};

/**
 * Who is put forward. The platform tells one person from another by name and date of birth, which the age limit needs anyway; an ID number is
 * asked for by no clause and so not at all.
 */
const person = (process: string, age: string, title: string, departments: string, assignment: string): readonly Question[] => [
  text("person", "姓名", { clause: process, identity: "person", maxLength: 30 }),
  day("birthDate", "出生日期", { clause: age, personal: "birth-date" }),
  choice("professionalTitle", "专业技术职称", words(...professionalTitles), { clause: title }),
  day("titleObtainedOn", "职称取得日期", { clause: title }),
  choice("department", "所属部门", words(...linfenDepartments), { clause: departments }),
  text("office", "科室", { clause: assignment, maxLength: 40 }),
];

export const linfenHundredLeaders = (): CallDefinition => {
  const of = (part: string) => `linfen-2020.hundredleaders.${part}`;
  const pledge = honesty(of("process"));
  return {
    programme: "linfen-hundred-leaders",
    route: "by-affiliation",
    eligibility: [
      within,
      focus,
      {
        rule: "institution",
        anyOf: [{ tier: ["tertiary"] }, { tier: ["secondary"], marked: "strong" }],
        exception: "exception",
        clause: of("scope"),
        sentence: "重点在三级医院和经市卫健委认定实力较强的二级医院遴选",
      },
      { rule: "age", question: "birthDate", atMost: 50, clause: of("age"), sentence: "年龄50周岁以下（含）" },
      {
        rule: "title",
        question: "professionalTitle",
        obtained: "titleObtainedOn",
        atLeast: "associate-senior",
        clause: of("title"),
        sentence: "副高以上（含）专业技术职称",
      },
      pledge.rule,
    ],
    quotas: [],
    sections: [
      section("person", "推荐人选", person(of("process"), of("age"), of("title"), of("departments"), of("assignment"))),
      section("standing", "学术影响", [
        table(
          "evidence",
          "省内知名和国内影响的证据",
          [
            { kind: "choice", id: "kind", label: "类别", required: true, choices: words("学会任职", "奖项", "论文", "课题") },
            { kind: "text", id: "what", label: "内容", required: true, maxLength: 200 },
            { kind: "choice", id: "reach", label: "范围", required: true, choices: words("省内", "国内") },
          ],
          { clause: of("influence"), maxRows: 30, required: false },
        ),
        longText("plan", "培养计划", { clause: of("process"), maxLength: 3000 }),
      ]),
      pledge.section,
    ],
    materials: [material("title", "职称证书", { clause: of("title") })],
    budget: null,
    review: customaryReview(of("process")),
    ...procedure,
  };
};

export const linfenThousandStaff = (): CallDefinition => {
  const of = (part: string) => `linfen-2020.thousandstaff.${part}`;
  const pledge = honesty(of("process"));
  return {
    programme: "linfen-thousand-staff",
    route: "by-affiliation",
    eligibility: [
      within,
      focus,
      {
        rule: "institution",
        anyOf: [{ affiliation: ["county", "township"] }, { affiliation: ["city"], tier: ["secondary"], marked: "city-list" }],
        exception: "exception",
        clause: of("scope"),
        sentence: "重点在县级医疗机构和列入名单的市级二级医院遴选",
      },
      { rule: "age", question: "birthDate", atMost: 45, clause: of("age"), sentence: "年龄45周岁以下（含）" },
      {
        rule: "title",
        question: "professionalTitle",
        obtained: "titleObtainedOn",
        atLeast: "intermediate",
        clause: of("title"),
        sentence: "中级以上（含）专业技术职称",
      },
      pledge.rule,
    ],
    quotas: [{ of: "chosen", per: "call", atMost: 1000, clause: of("target") }],
    sections: [
      section("person", "推荐人选", person(of("process"), of("age"), of("title"), of("departments"), of("assignment"))),
      section("plan", "培养", [longText("plan", "培养计划", { clause: of("process"), maxLength: 3000 })]),
      pledge.section,
    ],
    materials: [material("title", "职称证书", { clause: of("title") })],
    budget: null,
    review: { ...customaryReview(of("process")), kind: "decision-only", experts: 0, items: [] },
    ...procedure,
  };
};
