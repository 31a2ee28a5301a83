import { addMonths, date, type Fen } from "@qiangyi/kernel";
import { type EvaluateInput, type JudgedClaim, parseInput } from "@qiangyi/policy";
import type { Answers, Cases } from "./cases.ts";

/** One institution, county or person of its own for each case, so that no case meets another. */
const counties = 91;

const inputOf = (institutions: unknown[], facts: unknown[], more: object = {}): EvaluateInput => {
  const parsed = parseInput({
    decisionDate: "2025-12-31",
    readings: { "planned.overrun": "target" },
    institutions,
    facts,
    ...more,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.problems.slice(0, 3)));
  return parsed.value;
};

const hospital = (id: string, more: object = {}) => ({
  id,
  name: id,
  ownership: "public",
  affiliation: "province",
  tier: "tertiary",
  class: "general",
  region: "140105",
  ...more,
});

/** Numbers of one length, so that facts come in the order of their ids, as the registers deliver them. */
const numbered = (prefix: string, index: number): string => `${prefix}${String(index).padStart(4, "0")}`;

/** The cases as facts of the contract; cases in batches of what a real evaluation holds. */
export const qiangyiInputs = (cases: Cases, countyCodes: readonly string[]): EvaluateInput[] => {
  const specialties = inputOf(
    cases.specialties.map(({ isPublic }, index) =>
      hospital(numbered("H", index), { ownership: isPublic ? "public" : "private" }),
    ),
    cases.specialties.flatMap(({ isSelected }, index) =>
      isSelected
        ? [
            {
              id: numbered("s", index),
              type: "key-specialty",
              institution: numbered("H", index),
              specialty: "心内科",
              level: "provincial",
              selected: "2024-06-01",
            },
          ]
        : [],
    ),
  );
  const ladders = Array.from({ length: Math.ceil(cases.ladders.length / counties) }, (_, batch) => {
    const slice = cases.ladders.slice(batch * counties, (batch + 1) * counties);
    const county = (index: number) => countyCodes[index] ?? "140121";
    const units = slice.flatMap(({ qualified }, index) =>
      Array.from({ length: Math.max(1, qualified) }, (_, each) => ({ index, each, qualified })),
    );
    return inputOf(
      units.map(({ index, each }) =>
        hospital(`${numbered("C", index)}-${each}`, { affiliation: "county", tier: "secondary", region: county(index) }),
      ),
      units.map(({ index, each, qualified }) => ({
        id: `${numbered("q", index)}-${each}`,
        type: "county-tertiary",
        county: county(index),
        institution: `${numbered("C", index)}-${each}`,
        qualified: qualified === 0 ? null : "2024-09-01",
      })),
      {
        allocated: slice.flatMap(({ allocated }, index) =>
          allocated === 0 ? [] : [{ line: "county-tertiary", subject: county(index), year: 2023, amount: `${allocated}0000.00` }],
        ),
      },
    );
  });
  const tcm = inputOf(
    cases.tcm.map(({ affiliation, tier, class: kind }, index) =>
      hospital(numbered("T", index), { affiliation, tier, class: kind, region: affiliation === "county" ? "140121" : "140105" }),
    ),
    cases.tcm.map((_, index) => ({
      id: numbered("t", index),
      type: "tcm-specialty",
      institution: numbered("T", index),
      specialty: "针灸科",
      selected: "2024-06-01",
    })),
  );
  const doctors = inputOf(
    [hospital("S"), hospital("R", { affiliation: "county", tier: "secondary", region: "140121" })],
    cases.doctors.flatMap(({ months, overlapping }, index) => [
      {
        id: numbered("d", index),
        type: "secondment",
        person: numbered("P", index),
        sender: "S",
        host: "R",
        title: "senior",
        from: "2025-01-01",
        to: dayBefore(addMonths(date("2025-01-01"), months)),
      },
      ...(overlapping === 0
        ? []
        : [
            {
              id: numbered("n", index),
              type: "national-rural-programme",
              person: numbered("P", index),
              year: 2025,
              from: "2025-01-01",
              to: dayBefore(addMonths(date("2025-01-01"), overlapping)),
            },
          ]),
    ]),
  );
  const rankings = inputOf(
    cases.rankings.map((_, index) => hospital(numbered("R", index))),
    cases.rankings.flatMap(({ rank, step }, index) =>
      Array.from({ length: step }, (_, before) => ({
        id: `${numbered("r", index)}-${before}`,
        type: "national-ranking",
        institution: numbered("R", index),
        list: "general",
        year: 2023 + before,
        rank: before === step - 1 ? rank : 90,
        published: "2025-06-01",
      })),
    ),
  );
  return [specialties, ...ladders, tcm, doctors, rankings];
};

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The amounts of the claims, case by case; a case without a claim, a specialty that was not selected, is owed nothing. */
export const qiangyiAnswers = (
  batches: readonly (readonly JudgedClaim[])[],
  cases: Cases,
  countyCodes: readonly string[],
): Answers => {
  const amounts = new Map(
    batches.flatMap((claims, batch) =>
      claims.map(({ line, subject, year, amount }): [string, Fen] => [
        line === "county-tertiary" ? `${batch - 1}/${subject}` : line === "top100-reward" ? `${subject}/${year}` : subject,
        amount,
      ]),
    ),
  );
  const wanYuanOf = (key: string): number => Number((amounts.get(key) ?? 0n) / 1_000_000n);
  return {
    specialties: cases.specialties.map((_, index) => wanYuanOf(numbered("s", index))),
    ladders: cases.ladders.map((_, index) => wanYuanOf(`${Math.floor(index / counties)}/${countyCodes[index % counties]}`)),
    tcm: cases.tcm.map((_, index) => wanYuanOf(numbered("t", index))),
    doctors: cases.doctors.map((_, index) => Number((amounts.get(numbered("d", index)) ?? 0n) / 100n)),
    rankings: cases.rankings.map(({ step }, index) => wanYuanOf(`${numbered("R", index)}/${2022 + step}`)),
  };
};
