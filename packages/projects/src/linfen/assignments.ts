import { addDays, type PlainDate } from "@qiangyi/kernel";

export interface AssignedRow {
  /** How the list names the row. */
  readonly title: string;
  readonly hospital: string;
  readonly office: string;
  readonly person: string;
}

const parts = { hospital: "医院", office: "科室", person: "人员" } as const;
export type AssignedPart = keyof typeof parts;

/** "第3行“心内科”缺科室": every row that is not assigned down to what its programme asks for; a list with one is not published. */
export const unassignedRows = (rows: readonly AssignedRow[], needs: readonly AssignedPart[]): readonly string[] =>
  rows.flatMap((row, index) => {
    const missing = needs.filter((part) => row[part].trim() === "").map((part) => parts[part]);
    return missing.length === 0 ? [] : [`第${index + 1}行“${row.title}”缺${missing.join("、")}`];
  });

export interface Responsible {
  readonly name: string;
  readonly startsOn: PlainDate;
}

export interface ResponsibleTerm extends Responsible {
  /** Null: still responsible. */
  readonly endsOn: PlainDate | null;
}

/** The history in order: each ends on the day before the next begins, so there is no day between. */
export const responsibleTerms = (people: readonly Responsible[]): readonly ResponsibleTerm[] => {
  const sorted = people.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  return sorted.map((person, index) => {
    const next = sorted[index + 1];
    return { ...person, endsOn: next === undefined ? null : addDays(next.startsOn, -1) };
  });
};

export const responsibleOn = (people: readonly Responsible[], day: PlainDate): string | undefined =>
  responsibleTerms(people).findLast(({ startsOn }) => startsOn <= day)?.name;
