import { pilotLine, type RowTarget } from "@qiangyi/api";
import { fundingLines } from "@qiangyi/policy";
import { lineName } from "../../policy/index.ts";

/** What each line is measured by: units of the kind that its amount is paid for. The values are set by people. */
const measured: Readonly<Record<string, readonly [name: string, unit: string][]>> = {
  "top100-reward": [["进入全国百强的医院", "家"]],
  "specialised-regional-centre": [["建成专业类别国家区域医疗中心", "个"]],
  "national-key-specialty": [["建设国家临床重点专科", "个"]],
  "provincial-key-specialty": [["建设省级临床重点专科", "个"]],
  "provincial-discipline": [["建设医学重点学科", "个"]],
  "tcm-specialty": [["建设中医优势专科", "个"]],
  "township-centre": [["建成县域医疗次中心", "个"]],
  "county-tertiary": [["达到三级医疗服务能力的县级医院", "所"]],
  "county-emergency-centre": [["通过国家认定的急诊急救中心", "个"]],
  "maternal-newborn-centre": [["通过国家认定的救治中心", "个"]],
  "doctor-secondment": [["下派医师", "人"]],
  "expert-workshop": [["外聘专家工作室", "个"]],
  "appropriate-technique": [["推广基层适宜技术", "项"]],
  "visiting-scholar": [["选派国内访问学者", "人"]],
  [pilotLine]: [["完成5G+远程医疗建设的单位", "个"]],
};

const everyLine: readonly RowTarget[] = [
  { name: "资金支付进度", operator: "≥", value: "100", unit: "%" },
  { name: "服务对象满意度", operator: "≥", value: "90", unit: "%" },
];

export const targetCatalogue = () =>
  [...fundingLines.map(({ id }) => id), pilotLine].map((line) => ({
    line,
    lineName: lineName(line),
    targets: [
      ...(measured[line] ?? []).map(([name, unit]): RowTarget => ({ name, operator: "≥", value: "1", unit })),
      ...everyLine,
    ],
  }));
