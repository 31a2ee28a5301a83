import type { previewRebuild, RouteAnswer } from "@qiangyi/api";
import { Table } from "antd";
import { Amount, ScrollBox, UnitNote } from "../ui/index.ts";
import { statusWords } from "./words.ts";

type Changes = RouteAnswer<typeof previewRebuild>;
type Changed = Changes["lines"][number];

const statusText = (status: string | null): string =>
  status === null ? "无" : (statusWords[status as keyof typeof statusWords]?.text ?? status);

/** What a rebuild adds, removes and changes. */
export const ChangesTable = ({ changes }: { changes: Changes }) => (
  <>
    <p>
      新增{changes.added}条，减少{changes.removed}条，金额或结果变化{changes.changed}条；合计由 <Amount fen={changes.beforeFen} />{" "}
      变为 <Amount fen={changes.afterFen} strong />。 <UnitNote />
    </p>
    {changes.lines.length > 0 && (
      <ScrollBox isTall label="变化明细">
        <Table<Changed>
          size="small"
          pagination={false}
          rowKey={({ line, year, subject }) => `${line} ${year} ${subject}`}
          dataSource={changes.lines}
          columns={[
            { title: "支持项目", dataIndex: "lineName" },
            { title: "名称", dataIndex: "title" },
            { title: "地区", dataIndex: "place" },
            { title: "结果", render: (_, row) => `${statusText(row.statusBefore)} → ${statusText(row.statusAfter)}` },
            { title: "原金额", className: "number", render: (_, row) => <Amount fen={row.beforeFen} /> },
            { title: "现金额", className: "number", render: (_, row) => <Amount fen={row.afterFen} strong /> },
          ]}
        />
      </ScrollBox>
    )}
  </>
);
