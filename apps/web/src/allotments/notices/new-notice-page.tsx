import { draftEarlyNotice, draftFinalNotice, listProposals } from "@qiangyi/api";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Amount, Page, Pending, ProblemSummary, useAnswer, useSubmit, useWorkScope } from "../../ui/index.ts";

/** Two ways to begin: out of what was decided, or by region before the budget of the year is approved. */
export const NewNoticePage = () => {
  const { year } = useWorkScope();
  return (
    <Page title="拟制下达文件" subtitle="正式下达的各行由审定的建议生成，不能改写；提前下达按地区填写，列入下一年度预算">
      <FinalForm year={year} />
      <EarlyForm year={year + 1} />
    </Page>
  );
};

const FinalForm = ({ year }: { year: number }) => {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const answer = useAnswer(listProposals, { query: { year } });
  const [chosen, setChosen] = useState(search.get("proposal") ?? undefined);
  const [trackTag, setTag] = useState("");
  const { submit, isSending, problem } = useSubmit(draftFinalNotice, {
    invalidates: ["workbench"],
    onDone: ({ id }) => void navigate(`/allotments/notices/${id}?year=${year}`),
  });
  if (answer.data === undefined) return <Pending of={answer} />;
  const approved = answer.data.items.filter(({ standing }) => standing === "approved");
  const proposal = approved.find(({ id }) => id === chosen) ?? approved[0];
  return (
    <section className="panel">
      <h2>正式下达{year}年资金</h2>
      <ProblemSummary problem={problem} />
      {proposal === undefined ? (
        <p>
          {year}年还没有审定的分配建议，不能正式下达。<Link to={`/allotments/proposals?year=${year}`}>去看审定情况</Link>
        </p>
      ) : (
        <Form layout="vertical">
          <Form.Item label="据以下达的分配建议" htmlFor="final-proposal">
            <Select
              id="final-proposal"
              value={proposal.id}
              onChange={setChosen}
              options={approved.map(({ id, title, version, documentNumber }) => ({
                value: id,
                label: `${title}　第${version}版　${documentNumber ?? ""}`,
              }))}
            />
          </Form.Item>
          <p>
            {proposal.lineCount}条，合计
            <Amount fen={proposal.totalFen} strong />
            ；已列入其他下达文件的不重复列入，已提前下达的相抵。
          </p>
          <Form.Item label="追踪标识（没有的不填）" htmlFor="final-tag">
            <Input id="final-tag" maxLength={40} value={trackTag} onChange={({ target }) => setTag(target.value)} />
          </Form.Item>
          <Button
            type="primary"
            loading={isSending}
            onClick={() => submit({ body: { proposalId: proposal.id, ...(trackTag.trim() !== "" && { trackTag }) } })}
          >
            生成草稿
          </Button>
        </Form>
      )}
    </section>
  );
};

const EarlyForm = ({ year: next }: { year: number }) => {
  const navigate = useNavigate();
  const [year, setYear] = useState(next);
  const [unit, setUnit] = useState<"yuan" | "wan">("wan");
  const { submit, isSending, problem } = useSubmit(draftEarlyNotice, {
    onDone: ({ id }) => void navigate(`/allotments/notices/${id}/early?year=${year}`),
  });
  return (
    <section className="panel">
      <h2>提前下达</h2>
      <ProblemSummary problem={problem} />
      <Form layout="inline">
        <Form.Item label="预算年度" htmlFor="early-year">
          <InputNumber id="early-year" min={2000} max={2199} value={year} onChange={(value) => setYear(value ?? next)} />
        </Form.Item>
        <Form.Item label="文件金额单位" htmlFor="early-unit">
          <Select
            id="early-unit"
            value={unit}
            onChange={setUnit}
            options={[
              { value: "wan", label: "万元" },
              { value: "yuan", label: "元" },
            ]}
          />
        </Form.Item>
        <Button loading={isSending} onClick={() => submit({ body: { year, unit, rows: [] } })}>
          新建草稿，分地区填写
        </Button>
      </Form>
    </section>
  );
};
