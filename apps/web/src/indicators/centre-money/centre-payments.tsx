import type { CentreMoney, RouteAnswer, showCentreMoney } from "@qiangyi/api";
import { Table } from "antd";
import { Amount, ScrollBox, UnitNote } from "../../ui/index.ts";

interface Props {
  readonly centres: readonly CentreMoney[];
  readonly policies: RouteAnswer<typeof showCentreMoney>["policies"];
}

/** What was paid to the lending hospitals: fees of the year, and all else paid in it. */
export const CentrePayments = ({ centres, policies }: Props) => {
  const rows = centres.flatMap(({ originalName, payments }) => payments.map((payment) => ({ ...payment, originalName })));
  if (rows.length === 0) return null;
  return (
    <section className="panel centre-panel" aria-label="付给输出医院">
      <div className="table-bar">
        <h2>付给输出医院</h2>
        <UnitNote />
      </div>
      <ScrollBox label="付款表格">
        <Table<(typeof rows)[number]>
          size="small"
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows}
          columns={[
            { title: "支付日期", width: 110, dataIndex: "paidOn" },
            { title: "中心", width: 180, dataIndex: "originalName" },
            { title: "项目", width: 130, dataIndex: "item" },
            { title: "收款单位", dataIndex: "payee" },
            { title: "依据", width: 130, render: (_, { assessmentYear }) => `${assessmentYear}年度考核` },
            { title: "凭证号", width: 120, dataIndex: "voucher" },
            { title: "金额", width: 120, className: "number", render: (_, { amountFen }) => <Amount fen={amountFen} /> },
            {
              title: "说明",
              width: 200,
              render: (_, { person, policy, note }) =>
                [person, policies.find(({ id }) => id === policy)?.name, note].filter(Boolean).join("；") || "—",
            },
          ]}
        />
      </ScrollBox>
    </section>
  );
};
