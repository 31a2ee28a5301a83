import { affiliations, type InstitutionRow, institutionClasses, ownerships, tiers } from "@qiangyi/api";
import type { TableProps } from "antd";
import { Light } from "../ui/index.ts";

/** The list of institutions looks the same wherever it stands. */
export const institutionColumns = (nameOf: (code: string) => string): NonNullable<TableProps<InstitutionRow>["columns"]> => [
  { title: "机构编号", dataIndex: "id", width: 110 },
  { title: "机构名称", dataIndex: "name", width: 260, render: (name: string) => <span className="row-title">{name}</span> },
  { title: "所在区划", dataIndex: "region", width: 150, render: nameOf },
  { title: "隶属", dataIndex: "affiliation", width: 120, render: (value: InstitutionRow["affiliation"]) => affiliations[value] },
  { title: "类别", dataIndex: "class", width: 120, render: (value: InstitutionRow["class"]) => institutionClasses[value] },
  { title: "等级", dataIndex: "tier", width: 70, render: (value: InstitutionRow["tier"]) => tiers[value] },
  { title: "所有制", dataIndex: "ownership", width: 76, render: (value: InstitutionRow["ownership"]) => ownerships[value] },
  {
    title: "床位（张）",
    dataIndex: "beds",
    width: 90,
    align: "right",
    render: (beds: number | null) => beds?.toLocaleString("zh-CN") ?? "—",
  },
  {
    title: "状态",
    key: "state",
    width: 120,
    render: (_, { isEnded, warnings }) =>
      isEnded ? (
        <Light state="neutral" text="已终止" />
      ) : warnings.length > 0 ? (
        <Light state="warning" text={`在册，${warnings.length}项说明`} />
      ) : (
        <Light state="good" text="在册" />
      ),
  },
];
