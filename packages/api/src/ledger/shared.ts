import { z } from "zod";
import { fenText } from "../common.ts";

/** Level of the office or unit that keeps a book. */
export const bookLevels = ["province", "city", "county", "unit"] as const;
export type BookLevel = (typeof bookLevels)[number];
export const bookLevelNames: Readonly<Record<BookLevel, string>> = {
  province: "省级财政",
  city: "市级财政",
  county: "县级财政",
  unit: "项目单位",
};

export const bookId = z.string().regex(/^(F\d{6}|U.{1,64})$/);

/** Sources of a book, where its money lies, and whether the two agree. Each is a sum of balances of the accounts named. */
export const bookFigures = z.object({
  arrangedFen: fenText, // 2102
  fromAboveFen: fenText, // 2101 − 2109
  carriedInFen: fenText, // 2103
  reassignedFen: fenText, // 2104 + 2105
  undistributedFen: fenText, // 1101
  awaitingFen: fenText, // 1102
  passedDownFen: fenText, // 1103 + 1104
  availableFen: fenText, // 1105
  frozenFen: fenText, // 1106
  paidFen: fenText, // 1107
  carriedOutFen: fenText, // 1108
  recoveredFen: fenText, // 1109
  sourcesFen: fenText,
  usesFen: fenText,
});
export type BookFigures = z.infer<typeof bookFigures>;

/** The figures by which a list of books can be narrowed: only books that hold some of it. */
export const figureNames = {
  arrangedFen: "本级安排",
  fromAboveFen: "上级下达",
  carriedInFen: "上年结转",
  reassignedFen: "调剂与收回统筹",
  undistributedFen: "待分配",
  awaitingFen: "已签发待接收",
  passedDownFen: "已下达",
  availableFen: "单位可用",
  frozenFen: "冻结",
  paidFen: "已支付",
  carriedOutFen: "已结转",
  recoveredFen: "已收回",
} as const satisfies Partial<Record<keyof BookFigures, string>>;
export type FigureName = keyof typeof figureNames;

export const earmarkShown = z.object({
  id: z.number().int(),
  year: z.number().int(),
  line: z.string(),
  lineTitle: z.string(),
  /** The clause that the line carries out. */
  clause: z.string().nullable(),
  nature: z.string(),
  sourceLevel: z.string(),
  project: z.string().nullable(),
  projectTitle: z.string().nullable(),
  functionClass: z.string(),
  trackTag: z.string().nullable(),
});
export type EarmarkShown = z.infer<typeof earmarkShown>;
