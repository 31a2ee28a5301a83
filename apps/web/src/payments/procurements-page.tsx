import {
  acceptProcurement,
  listPaymentPages,
  listProcurements,
  type Procurement,
  procurementMethods,
  recordProcurement,
} from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useSession,
  useSubmit,
  WanInput,
} from "../ui/index.ts";
import { optionsOf } from "./words.ts";
import "./payments.css";

/** 采购合同台账: what payments for something bought rest on. */
export const ProcurementsPage = () => {
  const { can } = useSession();
  const answer = useAnswer(listProcurements, {});
  const [isAdding, setAdding] = useState(false);
  const mayWrite = can("payments.request");
  return (
    <Page
      title="采购合同"
      subtitle={
        <>
          属采购目录或达到限额的支付须有采购记录、合同和验收
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art10.2.d" />
          </span>
        </>
      }
      actions={
        mayWrite && (
          <Button type="primary" onClick={() => setAdding(true)}>
            登记采购
          </Button>
        )
      }
    >
      {answer.data === undefined ? <Pending of={answer} /> : <ProcurementTable items={answer.data.items} mayWrite={mayWrite} />}
      {isAdding && <RecordDialog onClose={() => setAdding(false)} />}
    </Page>
  );
};

const ProcurementTable = ({ items, mayWrite }: { items: readonly Procurement[]; mayWrite: boolean }) => {
  const accept = useSubmit(acceptProcurement);
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>采购合同台账（{items.length}份）</h2>
        <div className="table-extra">
          <UnitNote />
        </div>
      </div>
      <ProblemSummary problem={accept.problem} />
      <ScrollBox label="采购合同表格">
        <Table<Procurement>
          size="small"
          pagination={items.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ id }) => id}
          dataSource={[...items]}
          locale={{ emptyText: <EmptyState text="还没有采购记录" /> }}
          columns={[
            { title: "备案号", dataIndex: "filingNumber" },
            { title: "采购内容", render: (_, { item }) => <div className="wrapping">{item}</div> },
            { title: "方式", render: (_, { method }) => procurementMethods[method] },
            { title: "结果文件", render: (_, { resultDocument }) => resultDocument ?? "—" },
            { title: "合同号", render: (_, { contractNumber }) => contractNumber ?? "—" },
            { title: "供应商", render: (_, { supplier }) => supplier ?? "—" },
            { title: "合同金额", className: "number", render: (_, { contractFen }) => <Amount fen={contractFen} strong /> },
            { title: "已付和在办", className: "number", render: (_, { usedFen }) => <Amount fen={usedFen} /> },
            { title: "签订", render: (_, { signedOn }) => signedOn ?? "—" },
            {
              title: "验收",
              render: (_, { id, acceptedOn, contractNumber, filingNumber }) =>
                acceptedOn !== null ? (
                  <Light state="good" text={acceptedOn} />
                ) : mayWrite && contractNumber !== null ? (
                  <Button
                    size="small"
                    loading={accept.isSending}
                    aria-label={`今日验收：${filingNumber}`}
                    onClick={() =>
                      accept.submit({ params: { procurementId: id }, body: { acceptedOn: dateInShanghai(new Date()) } })
                    }
                  >
                    今日验收
                  </Button>
                ) : (
                  <Light state="open" text="未验收" />
                ),
            },
          ]}
        />
      </ScrollBox>
    </section>
  );
};

const labels = {
  filingNumber: "采购备案号",
  item: "采购内容",
  noticeNumber: "公告编号",
  resultDocument: "结果文件",
  contractNumber: "合同号",
  supplier: "供应商",
} as const;

const RecordDialog = ({ onClose }: { onClose: () => void }) => {
  const pages = useAnswer(listPaymentPages, {});
  const { submit, isSending, problem } = useSubmit(recordProcurement, { onDone: onClose });
  const [earmark, setEarmark] = useState<string | null>(null);
  const [method, setMethod] = useState<Procurement["method"]>("open");
  const [contractFen, setContractFen] = useState("");
  const [signedOn, setSignedOn] = useState("");
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const text = (name: keyof typeof labels) => texts[name] ?? "";
  const optional = (name: keyof typeof labels) => (text(name).trim() === "" ? {} : { [name]: text(name).trim() });
  return (
    <Modal
      open
      width={720}
      title="登记采购"
      okText="登记"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({
          body: {
            earmark: earmark ?? "",
            method,
            filingNumber: text("filingNumber"),
            item: text("item"),
            ...optional("noticeNumber"),
            ...optional("resultDocument"),
            ...optional("contractNumber"),
            ...optional("supplier"),
            ...(contractFen !== "" && { contractFen }),
            ...(signedOn !== "" && { signedOn }),
          },
        })
      }
    >
      <ProblemSummary
        problem={problem}
        fields={{
          earmark: { label: "项目账页", id: "buy-earmark" },
          filingNumber: { label: labels.filingNumber, id: "buy-filingNumber" },
          item: { label: labels.item, id: "buy-item" },
        }}
      />
      <Form layout="vertical" className="request-columns" style={{ gridTemplateColumns: "1fr 1fr" }}>
        <Form.Item label="项目账页" htmlFor="buy-earmark" required>
          <Select
            id="buy-earmark"
            aria-label="项目账页"
            value={earmark}
            onChange={setEarmark}
            options={(pages.data?.pages ?? [])
              .filter(({ project }) => project !== null)
              .map(({ earmark: value, projectTitle, lineName, year }) => ({
                value,
                label: `${projectTitle}（${lineName}，${year}年）`,
              }))}
          />
        </Form.Item>
        <Form.Item label="采购方式" htmlFor="buy-method" required>
          <Select
            id="buy-method"
            aria-label="采购方式"
            value={method}
            onChange={setMethod}
            options={optionsOf(procurementMethods)}
          />
        </Form.Item>
        {(Object.keys(labels) as (keyof typeof labels)[]).map((name) => (
          <Form.Item
            key={name}
            label={labels[name]}
            htmlFor={`buy-${name}`}
            required={name === "filingNumber" || name === "item"}
          >
            <Input
              id={`buy-${name}`}
              maxLength={100}
              value={text(name)}
              onChange={({ target }) => setTexts((before) => ({ ...before, [name]: target.value }))}
            />
          </Form.Item>
        ))}
        <Form.Item label="合同金额" htmlFor="buy-amount">
          <WanInput id="buy-amount" label="合同金额" hasUnit value={contractFen} onChange={setContractFen} />
        </Form.Item>
        <Form.Item label="签订日期" htmlFor="buy-signed">
          <Input id="buy-signed" type="date" value={signedOn} onChange={({ target }) => setSignedOn(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
