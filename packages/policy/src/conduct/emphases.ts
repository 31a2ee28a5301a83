/** 第三条: the five emphases of the fund; the list is open, so “其他” is there and asks for a note. */
export const emphases = {
  specialty: "专科（学科）建设",
  talent: "人才队伍",
  education: "医学教育",
  research: "临床科研",
  conditions: "要素保障",
  other: "其他",
} as const;

export type Emphasis = keyof typeof emphases;
