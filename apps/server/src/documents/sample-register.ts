import { date, type Field } from "@qiangyi/kernel";
import type { Lookups, TemplateContext, TemplateIdentity } from "./workbook.ts";

/** A register with every kind of field, for the tests and the benchmark of this room. */
export const sampleTemplate: TemplateIdentity = { id: "sample-register", version: 3, title: "样例台账" };

export const sampleContext: TemplateContext = {
  province: "示例省",
  year: 2026,
  unit: "示例县卫生健康局",
  madeOn: date("2026-03-04"),
};

export const sampleFields: readonly Field[] = [
  {
    name: "institution",
    label: "机构",
    kind: "institution",
    required: true,
    help: "承担任务的机构。",
    clause: "qiangyi-2024.art7.1.1.a",
  },
  { name: "county", label: "所在县", kind: "region", required: true },
  { name: "centre", label: "中心名称", kind: "text", required: true, help: "批文中的全称。", example: "胸痛中心" },
  {
    name: "level",
    label: "级别",
    kind: "choice",
    required: true,
    choices: [
      { value: "national", label: "国家级" },
      { value: "provincial", label: "省级" },
      { value: "city", label: "市级" },
    ],
  },
  { name: "acceptedOn", label: "认定日期", kind: "date", required: true },
  { name: "year", label: "年度", kind: "year", required: true },
  { name: "beds", label: "床位数", kind: "integer", required: false },
  { name: "amount", label: "补助金额", kind: "money", required: true, nullable: true },
  { name: "passed", label: "是否通过", kind: "boolean", required: false },
];

export const sampleLookups: Lookups = {
  institutions: [
    { id: "ins-0001", name: "虚构市中心医院", otherNames: ["虚构市第一人民医院"] },
    { id: "ins-0002", name: "虚构县人民医院" },
    { id: "ins-0003", name: "虚构县中医院" },
    { id: "ins-0004", name: "城关卫生院" },
    { id: "ins-0005", name: "城关卫生院" },
  ],
  regions: [
    { code: "140000", name: "山西省" },
    { code: "140300", name: "阳泉市", parent: "140000" },
    { code: "140302", name: "城区", parent: "140300" },
    { code: "140500", name: "晋城市", parent: "140000" },
    { code: "140502", name: "城区", parent: "140500" },
    { code: "140121", name: "清徐县" },
  ],
};
