import { type FundingSource, fundingSources, type ProjectPage, recordFunding } from "@qiangyi/api";
import { parseYuan } from "@qiangyi/kernel";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { Amount, ClauseLink, Light, minuteOf, ProblemSummary, UnitNote, useSession, useSubmit } from "../../ui/index.ts";

/** 统筹资金表: what the project needs, what comes from above, what each level adds, and what is still missing. */
export const FundingView = ({ projectId, page: { funding, mayRecordFunding } }: { projectId: string; page: ProjectPage }) => (
  <section className="panel">
    <h2>
      统筹资金表 <ClauseLink id="qiangyi-2024.art4.2.a" />
    </h2>
    <div className="budget-note">
      <UnitNote />
    </div>
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">来源</th>
          <th scope="col" className="number">
            需要
          </th>
          <th scope="col" className="number">
            落实
          </th>
          <th scope="col" className="number">
            已支付
          </th>
          <th scope="col" className="number">
            缺口
          </th>
          <th scope="col">登记和依据</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">上级补助</th>
          <td className="number">
            <Amount fen={funding.upperFen} />
          </td>
          <td className="number">
            <Amount fen={funding.upperFen} />
          </td>
          <td className="number">
            <Amount fen={funding.upperPaidFen} />
          </td>
          <td />
          <td>按申报的专项资金，本级资金增加时不减少</td>
        </tr>
        {funding.rows.map((row) => (
          <tr key={row.source}>
            <th scope="row">{row.label}</th>
            <td className="number">
              <Amount fen={row.neededFen} />
            </td>
            <td className="number">
              <Amount fen={row.amountFen} />
            </td>
            <td className="number">
              <Amount fen={row.paidFen} />
            </td>
            <td className="number">
              <Amount fen={row.gapFen} />
            </td>
            <td>
              {row.committed === null ? (
                <Light state="warning" text="还没有登记" />
              ) : (
                <>
                  {row.committed.office}　{row.committed.basis}
                  <div className="unit-note">{`${row.committed.byName}　${minuteOf(row.committed.at)}`}</div>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td className="number">
            <Amount fen={funding.needFen} strong />
          </td>
          <td className="number">
            <Amount fen={coveredOf(funding)} strong />
          </td>
          <td className="number">
            <Amount fen={funding.paidFen} strong />
          </td>
          <td className="number">
            <Amount fen={funding.gapFen} strong />
          </td>
          <td>{funding.gapFen === "0" ? "没有缺口" : "尚未落实的部分"}</td>
        </tr>
      </tfoot>
    </table>
    {mayRecordFunding && <RecordForm projectId={projectId} />}
  </section>
);

const coveredOf = ({ upperFen, rows }: ProjectPage["funding"]): string =>
  rows.reduce((so, { amountFen }) => so + BigInt(amountFen), BigInt(upperFen)).toString();

const RecordForm = ({ projectId }: { projectId: string }) => {
  const { account } = useSession();
  const own: FundingSource = account?.level === "city" ? "city" : "county";
  const [source, setSource] = useState<FundingSource>(own);
  const [yuan, setYuan] = useState("");
  const [basis, setBasis] = useState("");
  const [misfit, setMisfit] = useState<string>();
  const record = useSubmit(recordFunding, {
    onDone: () => {
      setYuan("");
      setBasis("");
    },
  });
  const send = () => {
    const digits = yuan.trim().replaceAll(",", "");
    const amount = parseYuan(/\.\d{2}$/.test(digits) ? digits : `${digits}.00`);
    setMisfit(amount === undefined || amount < 0n ? "请填写不小于0的金额，单位元" : undefined);
    if (amount !== undefined && amount >= 0n)
      record.submit({ params: { projectId }, body: { source, amountFen: String(amount), basis: basis.trim() } });
  };
  return (
    <form
      className="inline-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>登记本级资金</h3>
      <ProblemSummary
        problem={record.problem}
        fields={{ amountFen: { label: "金额", id: "funding-amount" }, basis: { label: "依据", id: "funding-basis" } }}
      />
      <div className="form-row">
        <label htmlFor="funding-source">资金来源</label>
        <Select<FundingSource>
          id="funding-source"
          value={source}
          onChange={setSource}
          options={(Object.keys(fundingSources) as FundingSource[])
            .filter((one) => (one !== "city" && one !== "county") || one === own)
            .map((value) => ({ value, label: fundingSources[value] }))}
          style={{ width: 130 }}
        />
        <label htmlFor="funding-amount">金额（元）</label>
        <Input
          id="funding-amount"
          value={yuan}
          onChange={(event) => setYuan(event.target.value)}
          inputMode="decimal"
          style={{ width: 150, textAlign: "right" }}
          aria-invalid={misfit !== undefined}
          aria-describedby={misfit === undefined ? undefined : "funding-misfit"}
        />
        <label htmlFor="funding-basis">依据</label>
        <Input
          id="funding-basis"
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
          maxLength={200}
          placeholder="文号或预算科目"
          style={{ width: 240 }}
        />
        <Button type="primary" htmlType="submit" loading={record.isSending}>
          登记
        </Button>
      </div>
      {misfit !== undefined && (
        <p id="funding-misfit" className="field-misfit">
          {misfit}
        </p>
      )}
      <p className="form-note">同一来源再次登记，以最后一次为准，以前的留作记录；登记0表示取消。</p>
    </form>
  );
};
