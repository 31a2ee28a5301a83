import { regions } from "@qiangyi/policy";
import type { LoadedEntry } from "../registers/index.ts";
import { document } from "./demo-province.ts";

/** Assessments of county groups: most counties of two years, a few still without. */
export const goalLists = (): LoadedEntry[] =>
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
