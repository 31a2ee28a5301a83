import type { EvaluatedClaim, Fact, FactOf, FactTypeId, Institution } from "@qiangyi/policy";
import { placeName, placeOfRegion } from "./places.ts";

interface Names {
  readonly institutions: ReadonlyMap<string, Institution>;
}

const emergencyKinds = { stroke: "卒中中心", "chest-pain": "胸痛中心", trauma: "创伤中心" } as const;
const maternalKinds = { maternal: "危重孕产妇救治中心", "child-newborn": "危重儿童和新生儿救治中心" } as const;
const fieldNames: Readonly<Record<string, string>> = { "critical-care": "重症", "infectious-disease": "传染病", trauma: "创伤" };

type Titles = { readonly [Type in FactTypeId]: (fact: FactOf<Type>, claim: EvaluatedClaim, names: Names) => string };

/** What a line of the plan is called in a list where the institution and the place stand beside it. */
const titles: Titles = {
  "national-ranking": (_, { year }) => `${year}年度全国三级公立医院绩效考核排名`,
  "regional-centre": ({ field, centre }) => `${centre ?? `国家区域医疗中心（${fieldNames[field] ?? field}）`}`,
  "key-specialty": ({ specialty, level }) => `${specialty}（${level === "national" ? "国家" : "省级"}临床重点专科）`,
  discipline: ({ discipline, tier }) => `${discipline}（${tier === "top" ? "拔尖学科" : "重点学科"}）`,
  "tcm-specialty": ({ specialty }) => `${specialty}（中医优势专科）`,
  "township-centre": ({ institution }, _, { institutions }) => institutions.get(institution)?.name ?? institution,
  "county-tertiary": (_, { subject }) => placeName(placeOfRegion(subject)),
  "emergency-centre": ({ kind }) => emergencyKinds[kind],
  "maternal-newborn-centre": ({ kind }) => maternalKinds[kind],
  secondment: ({ person, from, to }) => `${person}（${from}至${to}）`,
  "national-rural-programme": ({ person }) => person,
  "expert-workshop": ({ batch, from }) => `外聘专家工作室（${batch ?? `${from.slice(0, 4)}年`}）`,
  "appropriate-technique": ({ project }) => project,
  "visiting-scholar": ({ person, base }) => (base === undefined ? person : `${person}（${base}）`),
};

export const titleOf = (claim: EvaluatedClaim, fact: Fact | undefined, names: Names): string =>
  fact === undefined
    ? claim.subject
    : (titles[fact.type] as (fact: Fact, claim: EvaluatedClaim, names: Names) => string)(fact, claim, names);
