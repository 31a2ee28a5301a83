import {
  downloadNoticeTemplate,
  importNotice,
  listBudgets,
  listProposals,
  markNoticeImport,
  previewNoticeImport,
  type RouteAnswer,
} from "@qiangyi/api";
import { Button, Form, Input, InputNumber, Segmented, Select, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Page, Pending, ProblemSummary, useAnswer, useSave, useSubmit, useWorkScope } from "../../ui/index.ts";
import { ImportPreview } from "./import-preview.tsx";
import "./notices.css";

type Kind = "early" | "final";
export type NoticePreview = RouteAnswer<typeof previewNoticeImport>;
type Proposals = RouteAnswer<typeof listProposals>["items"];
type Lines = RouteAnswer<typeof listBudgets>["lines"];

/** A published document from its annex: say which it is, upload, look at what was read, and only then enter it as a draft under its number. */
export const ImportNoticePage = () => {
  const { year } = useWorkScope();
  const [search, setSearch] = useSearchParams();
  const kind: Kind = search.get("kind") === "final" ? "final" : "early";
  const proposals = useAnswer(listProposals, { query: { year } });
  const budgets = useAnswer(listBudgets, { query: { year } });
  const choose = (value: Kind) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("kind", value);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title="导入已印发文件"
      subtitle="以印发文件的附件登记：先核对，再生成占用文号的草稿，签署会签后记账；同一文号只登记一次"
      actions={
        <Link to={`/allotments/notices?year=${year}`}>
          <Button>回到下达文件</Button>
        </Link>
      }
    >
      <Segmented<Kind>
        aria-label="文件种类"
        value={kind}
        onChange={choose}
        options={[
          { value: "early", label: "提前下达" },
          { value: "final", label: "正式下达" },
        ]}
        style={{ marginBottom: 12 }}
      />
      {proposals.data === undefined ? (
        <Pending of={proposals} />
      ) : budgets.data === undefined ? (
        <Pending of={budgets} />
      ) : (
        <ImportForm
          key={`${kind} ${year}`}
          kind={kind}
          workYear={year}
          proposals={proposals.data.items.filter(({ standing }) => standing === "approved")}
          lines={budgets.data.lines}
        />
      )}
    </Page>
  );
};

interface ImportFormProps {
  readonly kind: Kind;
  readonly workYear: number;
  readonly proposals: Proposals;
  readonly lines: Lines;
}

const ImportForm = ({ kind, workYear, proposals, lines }: ImportFormProps) => {
  const navigate = useNavigate();
  const saveFile = useSave();
  const [year, setYear] = useState(kind === "early" ? workYear + 1 : workYear);
  const [number, setNumber] = useState("");
  const [title, setTitle] = useState("");
  const [line, setLine] = useState<string>();
  const [proposalId, setProposal] = useState(proposals[0]?.id);
  const [file, setFile] = useState<File>();
  const preview = useSubmit(previewNoticeImport);
  const enter = useSubmit(importNotice, {
    invalidates: ["workbench"],
    onDone: ({ id }) => void navigate(`/allotments/notices/${id}?year=${year}`),
  });
  const fund = kind === "final" ? proposals.find(({ id }) => id === proposalId)?.fund : undefined;
  const query = {
    kind,
    year,
    number: number.trim(),
    ...(fund !== undefined && { fund }),
    ...(title.trim() !== "" && { title: title.trim() }),
    ...(line !== undefined && { line }),
    ...(kind === "final" && proposalId !== undefined && { proposalId }),
  };
  // What was looked at is no longer what would be entered.
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      preview.reset();
      enter.reset();
    };
  const read = (chosen: File) => {
    setFile(chosen);
    enter.reset();
    preview.submit({ query }, { file: chosen });
  };
  if (kind === "final" && proposals.length === 0)
    return (
      <section className="panel">
        <p>
          {workYear}年还没有审定的分配建议，正式下达文件无从核对。
          <Link to={`/allotments/proposals?year=${workYear}`}>去看审定情况</Link>
        </p>
      </section>
    );
  return (
    <>
      <section className="panel">
        <Form layout="vertical" className="import-form">
          <Form.Item label="文号（与印发的一致）" htmlFor="import-number" required>
            <Input
              id="import-number"
              placeholder={`晋财社〔${workYear}〕31号`}
              maxLength={60}
              value={number}
              onChange={({ target }) => change(setNumber)(target.value)}
            />
          </Form.Item>
          <Form.Item label="预算年度" htmlFor="import-year" required>
            <InputNumber
              id="import-year"
              min={2000}
              max={2199}
              value={year}
              disabled={kind === "final"}
              onChange={(value) => change(setYear)(value ?? workYear)}
            />
          </Form.Item>
          {kind === "final" && (
            <Form.Item label="据以下达的分配建议" htmlFor="import-proposal" required>
              <Select
                id="import-proposal"
                value={proposalId ?? null}
                onChange={(value) => change(setProposal)(value ?? undefined)}
                options={proposals.map(({ id, title: name, documentNumber }) => ({
                  value: id,
                  label: `${name}　${documentNumber ?? ""}`,
                }))}
              />
            </Form.Item>
          )}
          <Form.Item label="整份附件只有一个支持项目、表中没有这一列时" htmlFor="import-line">
            <Select
              id="import-line"
              allowClear
              placeholder="按表中的支持项目列"
              value={line ?? null}
              onChange={(value) => change(setLine)(value ?? undefined)}
              options={lines.filter((each) => each.line !== "fund").map((each) => ({ value: each.line, label: each.name }))}
            />
          </Form.Item>
          <Form.Item label="标题（不填按通用标题）" htmlFor="import-title" className="import-wide">
            <Input id="import-title" maxLength={200} value={title} onChange={({ target }) => change(setTitle)(target.value)} />
          </Form.Item>
        </Form>
        <div className="import-actions">
          <Upload
            accept=".xlsx"
            showUploadList={false}
            disabled={number.trim() === "" || preview.isSending}
            beforeUpload={(chosen) => {
              read(chosen);
              return false;
            }}
          >
            <Button type="primary" disabled={number.trim() === ""} loading={preview.isSending}>
              {file === undefined ? "选择附件工作簿并核对" : "换一个工作簿再核对"}
            </Button>
          </Upload>
          {file !== undefined && preview.answer === undefined && !preview.isSending && (
            <Button onClick={() => read(file)}>再核对{file.name}</Button>
          )}
          <Button
            onClick={() =>
              saveFile(downloadNoticeTemplate, {
                query: {
                  kind,
                  year,
                  ...(fund !== undefined && { fund }),
                  ...(kind === "final" && proposalId !== undefined && { proposalId }),
                },
              })
            }
          >
            下载模板
          </Button>
          <span className="row-note">
            {number.trim() === ""
              ? "先填写文号，再选择工作簿"
              : "可直接用印发的附件：列可以换顺序，合计、小计行只核对不读入，空白格不下达"}
          </span>
        </div>
        <ProblemSummary
          problem={preview.problem ?? enter.problem}
          fields={{ "query.number": { label: "文号", id: "import-number" } }}
        />
      </section>
      {preview.answer !== undefined && file !== undefined && (
        <ImportPreview
          fileName={file.name}
          preview={preview.answer}
          isEntering={enter.isSending}
          onEnter={() => enter.submit({ query }, { file })}
          onMark={() => saveFile(markNoticeImport, { query }, { file })}
        />
      )}
    </>
  );
};
