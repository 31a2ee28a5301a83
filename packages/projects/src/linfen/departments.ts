import { linfenDepartments } from "../calls/index.ts";

export interface DepartmentCoverage {
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** "覆盖4/5，缺病理". */
  readonly text: string;
}

/** At least one person in each of the five departments (临床、护理、医学检验、医学影像、病理); how many is not prescribed. */
export const departmentCoverage = (departments: readonly string[]): DepartmentCoverage => {
  const covered = linfenDepartments.filter((department) => departments.includes(department));
  const missing = linfenDepartments.filter((department) => !departments.includes(department));
  const count = `覆盖${covered.length}/${linfenDepartments.length}`;
  return { covered, missing, text: missing.length === 0 ? `${count}，覆盖完整` : `${count}，缺${missing.join("、")}` };
};

export interface MatrixCell {
  readonly department: string;
  readonly count: number;
  readonly text: "已覆盖" | "未覆盖";
}

export interface MatrixRow {
  /** A county, or the city's own hospitals. */
  readonly place: string;
  readonly cells: readonly MatrixCell[];
  readonly coverage: DepartmentCoverage;
}

/** Departments × places: each place with its five cells, in the order of the places given. */
export const coverageMatrix = (
  people: readonly { readonly department: string; readonly place: string }[],
  places: readonly string[],
): readonly MatrixRow[] =>
  places.map((place) => {
    const here = people.filter((person) => person.place === place).map(({ department }) => department);
    return { place, cells: cellsOf(here), coverage: departmentCoverage(here) };
  });

export const cellsOf = (departments: readonly string[]): readonly MatrixCell[] =>
  linfenDepartments.map((department) => {
    const count = departments.filter((one) => one === department).length;
    return { department, count, text: count > 0 ? "已覆盖" : "未覆盖" };
  });
