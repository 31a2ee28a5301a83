import type { Inspection } from "@qiangyi/api";
import type { TableProps } from "antd";
import { Link } from "react-router";
import { Light, useScoped } from "../ui/index.ts";

const Title = ({ inspection: { id, title, number } }: { inspection: Inspection }) => {
  const scoped = useScoped();
  return (
    <div className="finding-wrap">
      <Link className="row-title" to={scoped(`/findings/inspections/${id}`)}>
        {title}
      </Link>
      <div className="finding-note">{number}</div>
    </div>
  );
};

export const inspectionColumns: NonNullable<TableProps<Inspection>["columns"]> = [
  { title: "检查", key: "title", render: (_, inspection) => <Title inspection={inspection} /> },
  { title: "部门", dataIndex: "office", key: "office" },
  {
    title: "日期",
    key: "days",
    render: (_, { startsOn, endsOn }) => (startsOn === endsOn ? startsOn : `${startsOn}至${endsOn}`),
  },
  {
    title: "检查人员",
    key: "people",
    render: (_, { inspectors }) => <div className="finding-wrap">{inspectors.join("、")}</div>,
  },
  { title: "项目", key: "projects", className: "number", render: (_, { projects }) => projects },
  { title: "发现问题", key: "findings", className: "number", render: (_, { findings }) => findings },
  {
    title: "状态",
    key: "state",
    render: (_, { state }) =>
      state === "concluded" ? <Light state="good" text="已出结论" /> : <Light state="warning" text="检查中" />,
  },
];
