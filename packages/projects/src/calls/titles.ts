import { type TitleLevel, titleLevels } from "./definition.ts";

/** Professional titles of the health series by level (初级, 中级, 副高, 正高). */
const titlesByLevel: Readonly<Record<TitleLevel, readonly string[]>> = {
  junior: ["医士", "住院医师", "护士", "护师", "技士", "技师", "药士", "药师"],
  intermediate: ["主治医师", "主管医师", "主管护师", "主管技师", "主管药师"],
  "associate-senior": ["副主任医师", "副主任护师", "副主任技师", "副主任药师"],
  senior: ["主任医师", "主任护师", "主任技师", "主任药师"],
};

export const titleLevelNames: Readonly<Record<TitleLevel, string>> = {
  junior: "初级",
  intermediate: "中级",
  "associate-senior": "副高",
  senior: "正高",
};

export const professionalTitles: readonly string[] = titleLevels.flatMap((level) => titlesByLevel[level]);

export const levelOfTitle = (title: string): TitleLevel | undefined =>
  titleLevels.find((level) => titlesByLevel[level].includes(title));

export const isAtLeast = (level: TitleLevel, least: TitleLevel): boolean =>
  titleLevels.indexOf(level) >= titleLevels.indexOf(least);
