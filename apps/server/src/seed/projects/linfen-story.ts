import { regions } from "@qiangyi/policy";
import type { DemoCall, DemoProject } from "./demo-call.ts";

/* The first batches of Linfen's 十百千工程, two years before the rest of the story: what its matrices of specialties, persons and counties show. */

const [first, second, tcm, maternal, infectious] = ["141000-001", "141000-002", "141000-003", "141000-004", "141000-005"];
const hongtong = "141024-001";

const passed = (unit: string, name: string): DemoProject => ({ unit, name, until: "form_passed" });

/** Fourteen apply, twelve become candidates, ten are built. */
const specialties: readonly DemoProject[] = [
  passed(first, "心血管内科"),
  passed(first, "神经内科"),
  passed(second, "肿瘤科"),
  passed(maternal, "产科"),
  passed(first, "创伤骨科"),
  passed(second, "内分泌科"),
  passed(tcm, "脾胃病科"),
  passed(maternal, "新生儿科"),
  passed(second, "呼吸与危重症医学科"),
  passed(hongtong, "急诊医学科"),
  passed(first, "肾脏病科"),
  passed(tcm, "康复医学科"),
  passed(second, "眼科"),
  passed(hongtong, "消化科"),
];

// Made-up persons: 演 and 示 as given names say so wherever the name is shown.
const surnames = ["何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜", "谢", "邹", "喻"];
const given = ["演一", "示一", "演二", "示二", "演三", "示三", "演四", "示四"];
const personName = (nth: number): string => `${surnames[nth % surnames.length]}${given[Math.floor(nth / surnames.length)]}`;

const leaders: readonly DemoProject[] = [
  ...Array.from({ length: 7 }, () => first),
  ...Array.from({ length: 5 }, () => second),
  tcm,
  maternal,
  hongtong,
  hongtong,
].map((unit, nth) => passed(unit, personName(nth)));

const counties = regions.filter(({ parent }) => parent === "141000").map(({ code }) => code);

/** Forty of the counties and ten of the city: four to one, as the plan divides the places. Two counties have sent nobody yet. */
const staff: readonly DemoProject[] = [
  ...counties
    .filter((code) => code !== "141032" && code !== "141034")
    .flatMap((code, nth) => Array.from({ length: nth < 5 ? 4 : 2 }, () => `${code}-001`)),
  ...Array.from({ length: 10 }, () => infectious),
].map((unit, nth) => passed(unit, personName(40 + nth)));

const batch = { year: 2024, isJudgedInMeeting: true } as const;

/** On fixed days: the plan's own term ends with 2025. */
export const linfenFirstBatches = (since: (day: string) => number): readonly DemoCall[] => [
  {
    ...batch,
    key: "firstSpecialties",
    programme: "linfen-ten-specialties",
    title: "（演示）临汾市十大医学临床重点专科申报通知",
    number: 31,
    opened: since("2024-01-08"),
    closed: since("2024-01-31"),
    declared: specialties,
  },
  {
    ...batch,
    key: "firstLeaders",
    programme: "linfen-hundred-leaders",
    title: "（演示）临汾市百名医学学科带头人推荐通知（第一批）",
    number: 32,
    opened: since("2024-01-09"),
    closed: since("2024-01-31"),
    declared: leaders,
  },
  {
    ...batch,
    key: "firstStaff",
    programme: "linfen-thousand-staff",
    title: "（演示）临汾市千名技术骨干推荐通知（第一批）",
    number: 33,
    opened: since("2024-01-10"),
    closed: since("2024-01-31"),
    atMost: 50,
    declared: staff,
  },
];
