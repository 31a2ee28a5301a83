/** What a call may be for: lines of the fund regulation, the 5G pilot, and Linfen's programmes. One mechanism, three documents. */
export interface Programme {
  readonly id: string;
  readonly title: string;
  readonly organiser: "province" | "city";
  /** GB/T 2260 code of the city, for a city's programme. */
  readonly city?: string;
  /** Funding line of 第七条 whose facts its accepted results become; absent where the policy package has no line. */
  readonly fundingLine?: string;
  /** Register that an accepted result is entered in, without retyping. */
  readonly register?: string;
  readonly clause: string;
}

export const programmes = [
  programme("5g-pilot", "5G+远程医疗试点", "5g-2022.art8.a"),
  line("provincial-key-specialty", "省级临床重点专科", "key-specialty", "qiangyi-2024.art7.1.4.a"),
  line("provincial-discipline", "医学重点学科", "discipline", "qiangyi-2024.art7.1.5.a"),
  line("tcm-specialty", "中医优势专科", "tcm-specialty", "qiangyi-2024.art7.1.6.a"),
  line("township-centre", "县域医疗次中心", "township-centre", "qiangyi-2024.art7.2.a"),
  line("appropriate-technique", "基层适宜技术推广", "appropriate-technique", "qiangyi-2024.art7.3.5.2.a"),
  line("expert-workshop", "外聘专家工作室", "expert-workshop", "qiangyi-2024.art7.3.5.1.a"),
  ofLinfen("linfen-ten-specialties", "十大医学临床重点专科", "linfen-2020.tenspecialties.process"),
  ofLinfen("linfen-hundred-leaders", "百名医学学科带头人", "linfen-2020.hundredleaders.process"),
  ofLinfen("linfen-thousand-staff", "千名技术骨干", "linfen-2020.thousandstaff.process"),
] as const satisfies readonly Programme[];
export type ProgrammeId = (typeof programmes)[number]["id"];
export const programmeIds = programmes.map(({ id }) => id);

export const programmeOf = (id: ProgrammeId): Programme => {
  const found = programmes.find((one) => one.id === id);
  if (!found) throw new Error(`no programme ${id}`);
  return found;
};

function programme<const Id extends string>(id: Id, title: string, clause: string) {
  return { id, title, organiser: "province", clause } as const;
}

function line<const Id extends string>(id: Id, title: string, register: string, clause: string) {
  return { id, title, organiser: "province", fundingLine: id, register, clause } as const;
}

function ofLinfen<const Id extends string>(id: Id, title: string, clause: string) {
  return { id, title, organiser: "city", city: "141000", clause } as const;
}
