import type { Light } from "../../service-system-2023/lights.ts";

export interface NodeColumn {
  readonly title: string;
  readonly isNumber: boolean;
}

/** What is known of a goal on a day, laid out once: the page, the evaluation, its Word file and its kept copy all show these very cells. */
export interface ToldNode {
  /** none: the clause only asks to report, or people judge it. */
  readonly light: Light;
  /** One sentence, or a few words: 2/3，省医保局未报. */
  readonly told: string;
  /** Counties, hospitals, units, by name. */
  readonly open: readonly string[];
  readonly columns: readonly NodeColumn[];
  readonly rows: readonly (readonly string[])[];
}

export const column = (title: string, isNumber = false): NodeColumn => ({ title, isNumber });
export const figure = (title: string): NodeColumn => column(title, true);

/** Nothing was reported or nobody published it: neither zero nor an error. */
export const unknown = "—";

export const lightWords: Readonly<Record<Light, string>> = {
  green: "绿灯",
  yellow: "黄灯",
  red: "红灯",
  grey: "灰灯",
  none: "不亮灯",
};
