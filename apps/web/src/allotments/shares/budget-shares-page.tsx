import { countersignBudgetShares, type RouteAnswer, readBudgetShares, saveBudgetShares } from "@qiangyi/api";
import { fen, inWanYuan } from "@qiangyi/kernel";
import { Button, Form, Input, Space, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ProblemSummary,
  ScrollBox,
  UnitNote,
  useAnswer,
  useScoped,
  useSubmit,
  useWorkScope,
  WanInput,
} from "../../ui/index.ts";
import "../receipts/receipts.css";

type Shares = RouteAnswer<typeof readBudgetShares>;
type Item = Shares["items"][number];

/** 本级预算编列: what the province has fixed for this place and what its own budget bears of it (qiangyi-2024.art8.1.a). */
export const BudgetSharesPage = () => {
  const { year, region } = useWorkScope();
  const answer = useAnswer(readBudgetShares, { query: { year, ...(region !== "" && { region }) } });
  const scoped = useScoped();
  return (
    <Page
      title="本级预算编列"
      subtitle={
        <>
          按省定项目、标准和负担办法编列本级预算，财政保存、同级卫生健康部门会签
          <span className="after-link">
            <ClauseLink id="qiangyi-2024.art8.1.a" />
          </span>
        </>
      }
      actions={<Link to={scoped("/allotments/sharing-methods")}>负担办法</Link>}
    >
      {answer.data === undefined ? (
        <Pending of={answer} />
      ) : (
        <Sheet key={`${answer.data.region} ${year} ${answer.data.sheet?.version ?? 0}`} data={answer.data} />
      )}
    </Page>
  );
};

const keyOf = ({ line, subject, county }: Pick<Item, "line" | "subject" | "county">): string =>
  `${line} ${subject} ${county ?? ""}`;

const startingAmount = ({ budgetedFen, shareFen }: Item): string => budgetedFen ?? shareFen;

const Sheet = ({ data }: { data: Shares }) => {
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
  const [documentNumber, setNumber] = useState(data.sheet?.documentNumber ?? "");
  const saving = useSubmit(saveBudgetShares);
  const signing = useSubmit(countersignBudgetShares);
  if (data.region === null) return <EmptyState text="请在上方选择一个市或县；省级预算在“资金分配”中登记" />;
  if (data.publishedOn === null) return <EmptyState text={`${data.year}年省里还没有发布确定的项目`} />;
  if (data.items.length === 0) return <EmptyState text={`${data.year}年发布的项目中没有${data.regionName}的`} />;
  const amountOf = (item: Item): string => amounts[keyOf(item)] ?? startingAmount(item);
  const total = data.items.reduce((sum, item) => sum + BigInt(amountOf(item) || "0"), 0n);
  const send = () =>
    saving.submit({
      params: { year: data.year },
      body: {
        documentNumber,
        base: data.sheet?.version ?? 0,
        rows: data.items.map((item) => ({
          line: item.line,
          subject: item.subject,
          county: item.county,
          budgetedFen: amountOf(item) || "0",
        })),
      },
    });
  return (
    <>
      <Standing data={data} />
      <section className="panel money-panel" aria-label="省定项目和本级应负担数">
        <div className="table-bar">
          <h2>
            {data.regionName}
            {data.year}年（省{data.publishedOn}发布）
          </h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ProblemSummary
          problem={saving.problem ?? signing.problem}
          fields={{ documentNumber: { label: "预算文号", id: "share-document" } }}
        />
        <ScrollBox label="本级预算编列表">
          <Table<Item>
            size="small"
            pagination={false}
            rowKey={keyOf}
            dataSource={[...data.items]}
            columns={[
              { title: "项目", render: (_, { title }) => <div className="row-text">{title}</div> },
              {
                title: "支持项目",
                render: (_, { lineName, clause }) => (
                  <>
                    {lineName}
                    {clause !== null && (
                      <span className="after-link">
                        <ClauseLink id={clause} />
                      </span>
                    )}
                  </>
                ),
              },
              { title: "省定标准", className: "number", render: (_, { wholeFen }) => <Amount fen={wholeFen} /> },
              {
                title: "本级负担",
                render: (_, { percent, source }) =>
                  percent === null ? "未登记负担办法，省级全额负担" : `${percent}%（${source ?? ""}）`,
              },
              { title: "应编列", className: "number", render: (_, { shareFen }) => <Amount fen={shareFen} strong /> },
              {
                title: data.maySave ? "编列（万元）" : "编列",
                className: "number",
                width: 150,
                render: (_, item) =>
                  data.maySave ? (
                    <WanInput
                      value={amountOf(item)}
                      label={`${item.title}编列`}
                      isRequired
                      isWrong={BigInt(amountOf(item) || "0") < BigInt(item.shareFen)}
                      onChange={(amount) => setAmounts((before) => ({ ...before, [keyOf(item)]: amount }))}
                    />
                  ) : (
                    <Amount fen={item.budgetedFen} />
                  ),
              },
            ]}
            summary={() => (
              <Table.Summary.Row>
                <Table.Summary.Cell index={0} colSpan={4}>
                  合计
                </Table.Summary.Cell>
                <Table.Summary.Cell index={4} className="number">
                  <Amount fen={data.shareFen} strong />
                </Table.Summary.Cell>
                <Table.Summary.Cell index={5} className="number">
                  <Amount fen={data.maySave ? total.toString() : data.sheet?.budgetedFen} strong />
                </Table.Summary.Cell>
              </Table.Summary.Row>
            )}
          />
        </ScrollBox>
        {data.maySave && (
          <Form layout="inline" className="no-print share-form" onFinish={send}>
            <Form.Item label="预算文号" htmlFor="share-document" required>
              <Input
                id="share-document"
                style={{ width: 240 }}
                maxLength={100}
                value={documentNumber}
                onChange={({ target }) => setNumber(target.value)}
              />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={saving.isSending}>
              保存
            </Button>
          </Form>
        )}
        {data.mayCountersign && data.sheet !== null && (
          <Space className="no-print">
            <Button
              type="primary"
              loading={signing.isSending}
              onClick={() => signing.submit({ params: { year: data.year }, body: { version: data.sheet?.version ?? 0 } })}
            >
              会签第{data.sheet.version}版
            </Button>
          </Space>
        )}
      </section>
    </>
  );
};

const Standing = ({ data: { sheet, shortages } }: { data: Shares }) => (
  <section className="panel" aria-label="编列情况">
    {sheet === null ? (
      <Light state="neutral" text="还没有编列" />
    ) : (
      <p>
        <Light state={sheet.state === "signed" ? "good" : "warning"} text={sheet.stateName} />
        　第{sheet.version}版，
        {sheet.documentNumber}，{sheet.savedBy}
        {minuteOf(sheet.savedAt)}保存
        {sheet.signedAt !== null && `；${sheet.signedBy}${minuteOf(sheet.signedAt)}会签`}
      </p>
    )}
    {shortages.length > 0 && (
      <>
        <Light state="bad" text={`按现行负担办法有${shortages.length}项编列不足`} />
        <ul>
          {shortages.map(({ title, expectedFen, budgetedFen }) => (
            <li key={title}>
              {title}：应编列{inWanYuan(fen(BigInt(expectedFen)))}，已编列{inWanYuan(fen(BigInt(budgetedFen)))}
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
);
