import type { ProgrammeId, ProjectState } from "@qiangyi/projects";

/* Which calls the demonstration has and how far each declaration came. Days are counted backwards from the day of the first start. */

export interface DemoCall {
  readonly key: string;
  readonly programme: ProgrammeId;
  readonly title: string;
  readonly number: number;
  /** Days ago; negative: days to come. */
  readonly opened: number;
  readonly closed: number;
  readonly declared: readonly DemoProject[];
}

export interface DemoProject {
  readonly unit: string;
  readonly name: string;
  /** How far it came on the way through unit and checks; what follows is the story of its call. */
  readonly until: Extract<
    ProjectState,
    "draft" | "to_sign" | "submitted" | "county_passed" | "city_passed" | "form_passed" | "returned" | "rejected"
  >;
  /** Returned once at this level, mended and signed again. */
  readonly returnedBy?: "county" | "city" | "province";
}

const [qingxu, hongtong, taiyuan, linfen] = ["140121-001", "141024-001", "140100-001", "141000-001"];
const [taiyuanSecond, linfenSecond, linfenTcm, provinceFirst, provinceSecond] = [
  "140100-002",
  "141000-002",
  "141000-003",
  "140105-001",
  "140105-002",
];

const row = (unit: string, name: string, until: DemoProject["until"] = "form_passed", more: Partial<DemoProject> = {}) => ({
  unit,
  name,
  until,
  ...more,
});

export const demoCalls: readonly DemoCall[] = [
  {
    key: "pilot",
    programme: "5g-pilot",
    title: "（演示）5G+远程医疗试点项目申报通知",
    number: 3,
    opened: 240,
    closed: 200,
    declared: [
      row(hongtong, "洪洞县5G远程会诊平台"),
      row(qingxu, "清徐县5G远程影像诊断中心"),
      row(taiyuan, "太原市5G院前急救一体化"),
      row(linfen, "临汾市5G远程重症监护"),
      row(provinceFirst, "5G远程手术指导示范"),
      row("140121-002", "清徐县中医5G远程辨证"),
      row(provinceSecond, "5G移动查房与远程教学", "form_passed", { returnedBy: "province" }),
      row(linfenSecond, "临汾市5G慢病随访"),
    ],
  },
  {
    key: "specialty",
    programme: "provincial-key-specialty",
    title: "（演示）省级临床重点专科建设项目申报通知",
    number: 8,
    opened: 100,
    closed: 60,
    declared: [
      row(taiyuan, "心血管内科"),
      row(linfen, "神经外科"),
      row(provinceFirst, "重症医学科"),
      row(hongtong, "骨科"),
      row(qingxu, "消化内科", "form_passed", { returnedBy: "county" }),
      row(provinceSecond, "肿瘤科"),
      row(taiyuanSecond, "呼吸与危重症医学科"),
      row(linfenTcm, "针灸科"),
      row(linfenSecond, "肾内科"),
      row("140105-003", "心脏大血管外科"),
      row("140105-006", "儿科重症"),
      row("140121-002", "中医康复科"),
      row("141024-002", "中医骨伤科", "city_passed"),
      row("140121-003", "产科", "rejected"),
    ],
  },
  {
    key: "centre",
    programme: "township-centre",
    title: "（演示）县域医疗次中心建设项目申报通知",
    number: 12,
    opened: 210,
    closed: 170,
    declared: [
      row("140121-004", "清徐东片"),
      row("140121-005", "清徐南片"),
      row("140121-007", "清徐西片"),
      row("141024-004", "洪洞北片"),
      row("141024-005", "洪洞南片"),
      row("141024-006", "洪洞东片", "city_passed"),
    ],
  },
  {
    key: "discipline",
    programme: "provincial-discipline",
    title: "（演示）医学重点学科建设项目申报通知",
    number: 21,
    opened: 20,
    closed: -25,
    declared: [
      row(qingxu, "全科医学", "draft"),
      row(qingxu, "急诊医学", "to_sign"),
      row(qingxu, "内分泌学", "submitted"),
      row(qingxu, "麻醉学", "returned"),
      row("140121-002", "中医内科学", "submitted"),
      row("140121-002", "中医儿科学", "county_passed"),
      row(hongtong, "泌尿外科学", "draft"),
      row(hongtong, "康复医学", "to_sign"),
      row(hongtong, "感染病学", "submitted"),
      row(hongtong, "老年医学", "county_passed"),
      row(hongtong, "普通外科学", "returned"),
      row(taiyuan, "检验医学", "draft"),
      row(taiyuan, "超声医学", "to_sign"),
      row(taiyuan, "病理学", "submitted"),
      row(taiyuan, "风湿免疫学", "city_passed"),
      row(linfen, "血液病学", "submitted"),
      row(linfen, "眼科学", "city_passed"),
      row(provinceFirst, "核医学", "submitted"),
    ],
  },
  {
    key: "tcm",
    programme: "tcm-specialty",
    title: "（演示）中医优势专科建设项目申报通知",
    number: 25,
    opened: -12,
    closed: -50,
    declared: [],
  },
  {
    key: "leaders",
    programme: "linfen-hundred-leaders",
    title: "（演示）临汾市百名医学学科带头人推荐通知",
    number: 6,
    opened: 70,
    closed: 35,
    declared: [
      row(linfen, "甲演一"),
      row(linfen, "乙演二"),
      row(linfen, "丙演三"),
      row(linfenSecond, "丁演四"),
      row(linfenTcm, "戊演五"),
      row(hongtong, "己演六", "county_passed"),
      row(hongtong, "庚演七", "submitted"),
    ],
  },
  {
    key: "staff",
    programme: "linfen-thousand-staff",
    title: "（演示）临汾市千名技术骨干推荐通知",
    number: 9,
    opened: 40,
    closed: -15,
    declared: [
      row(hongtong, "辛示一"),
      row(hongtong, "壬示二"),
      row(hongtong, "癸示三"),
      row(hongtong, "子示四"),
      row("141024-002", "丑示五"),
      row("141024-002", "寅示六"),
      row("141024-003", "卯示七", "county_passed"),
      row(hongtong, "辰示八", "submitted"),
      row(hongtong, "巳示九", "draft"),
    ],
  },
];
