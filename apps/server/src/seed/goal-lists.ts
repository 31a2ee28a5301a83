import { regions } from "@qiangyi/policy";
import type { LoadedEntry } from "../registers/index.ts";
import { document } from "./demo-province.ts";

/** Assessments of county groups: most counties of two years, a few still without. */
export const goalLists = (): LoadedEntry[] => [...milestones(), ...assessments()];

/** The laboratory is built and not accredited; of the seven projects of traditional medicine five are recognised. */
const milestones = (): LoadedEntry[] =>
  (
    [
      ["disease_control_new_site", "省疾控中心新址（演示）", "2024-06-28", "2024-12-16"],
      ["p3_laboratories", "省级P3实验室（演示）", "2024-11-08", null],
      ["tcm_inheritance_centres", "演示中医药传承创新中心", null, "2024-03-20"],
      ["tcm_epidemic_bases", "演示中医疫病防治基地", null, "2024-05-15"],
      ["tcm_flagship_hospitals", "演示旗舰医院一", null, "2024-08-22"],
      ["tcm_flagship_hospitals", "演示旗舰医院二", null, null],
      ["tcm_characteristic_hospitals", "演示特色重点医院一", null, "2024-09-12"],
      ["tcm_characteristic_hospitals", "演示特色重点医院二", null, "2024-10-30"],
      ["tcm_characteristic_hospitals", "演示特色重点医院三", null, null],
    ] as const
  ).map(([kind, project, accepted, completed]) => ({
    register: "plan-milestone",
    values: { kind, project, approved: "2023-09-15", ...(accepted && { accepted }), ...(completed && { completed }) },
    evidence: document(2023, 136, "2023-09-15"),
  }));

const assessments = (): LoadedEntry[] =>
  [2024, 2025].flatMap((year) =>
    regions
      .filter(({ level }) => level === 3)
      .flatMap(({ code }, nth): LoadedEntry[] => {
        if (nth % 23 === 7) return [];
        const points = (base: number, step: number) => String(base + ((nth * step) % 19) + (year - 2024));
        const assessed = `${year + 1}-03-18`;
        return [
          {
            register: "plan-group-assessment",
            values: {
              county: code,
              year,
              order: points(72, 5),
              capability: points(70, 7),
              resources: points(74, 3),
              insurance: points(68, 11),
              assessed,
            },
            evidence: document(year + 1, 31, assessed),
          },
        ];
      }),
  );
