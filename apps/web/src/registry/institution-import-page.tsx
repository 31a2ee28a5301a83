import {
  applyImport,
  downloadMarkedWorkbook,
  downloadTemplate,
  type ImportRun,
  listImportRows,
  type RouteAnswer,
  readImport,
  startImport,
  type Verdict,
} from "@qiangyi/api";
import { Alert, Button, Progress, Segmented, Steps, Upload } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { EmptyState, KeysetTable, Light, Page, Pending, ProblemSummary, useAnswer, useSave, useSubmit } from "../ui/index.ts";

const target = "registry.institutions";

type Row = RouteAnswer<typeof listImportRows>["items"][number];

/** Three steps: take the template, look at what the file would do, let it take effect. */
export const InstitutionImportPage = () => {
  const saveFile = useSave();
  const [run, setRun] = useState<string>();
  const upload = useSubmit(startImport, { onDone: ({ id }) => setRun(id) });
  return (
    <Page title="导入机构名录" subtitle={<Link to="/registry/institutions">返回机构名录</Link>}>
      <section className="panel">
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          <li>
            下载
            <Button type="link" size="small" onClick={() => saveFile(downloadTemplate, { params: { target } })}>
              空白模板
            </Button>
            或
            <Button
              type="link"
              size="small"
              onClick={() => saveFile(downloadTemplate, { params: { target }, query: { rows: "current" } })}
            >
              带现有机构的模板
            </Button>
            ，填写后上传。
          </li>
          <li>先看预览：新增、修改、未变、有错各多少行；此时不改动数据。</li>
          <li>没有错误后生效。同一文件再导一次不会改动任何内容；空单元格不抹掉已登记的内容。</li>
        </ol>
      </section>
      <ProblemSummary problem={upload.problem} />
      <Upload.Dragger
        accept=".xlsx"
        showUploadList={false}
        disabled={upload.isSending}
        beforeUpload={(file) => {
          setRun(undefined);
          upload.submit({ params: { target } }, { file });
          return false;
        }}
      >
        <p>{upload.isSending ? "正在上传……" : "点击选择，或把xlsx工作簿拖到这里"}</p>
      </Upload.Dragger>
      {run !== undefined && <Run id={run} />}
    </Page>
  );
};

const isMoving = (state: ImportRun["state"] | undefined): boolean =>
  state === undefined || state === "reading" || state === "applying";

const Run = ({ id }: { id: string }) => {
  const saveFile = useSave();
  const [isSettled, setSettled] = useState(false);
  const answer = useAnswer(readImport, { params: { run: id } }, { pollEvery: isSettled ? false : 700 });
  const apply = useSubmit(applyImport, { invalidates: ["registry"], onDone: () => setSettled(false) });
  const state = answer.data?.state;
  useEffect(() => setSettled(!isMoving(state)), [state]);
  if (!answer.data) return <Pending of={answer} />;
  const { counts, rowsRead, rowsExpected, rowsApplied, warnings, refusal } = answer.data;
  const toWrite = counts.new + counts.changed;
  return (
    <section className="panel" style={{ marginTop: 12 }}>
      <h2>{answer.data.fileName}</h2>
      <Steps
        size="small"
        current={state === "reading" ? 0 : state === "applied" ? 3 : state === "applying" ? 2 : 1}
        items={[{ title: "读取" }, { title: "预览" }, { title: "生效" }]}
        style={{ maxWidth: 560, marginBottom: 12 }}
      />
      <div role="status">
        {state === "reading" && <Progress percent={percent(rowsRead, rowsExpected)} aria-label="读取进度" />}
        {state === "applying" && <Progress percent={percent(rowsApplied, toWrite)} aria-label="写入进度" />}
        {state === "applied" && (
          <Alert
            type="success"
            showIcon
            title={`已生效：新增${counts.new}家，修改${counts.changed}家，未变${counts.unchanged}家`}
          />
        )}
      </div>
      {refusal && <Alert type="error" showIcon title={refusal.message} description={refusal.remedy} />}
      <ProblemSummary problem={apply.problem} />
      {warnings.length > 0 && (
        <Alert type="info" showIcon title="读取时的说明" description={warnings.join("；")} style={{ marginBottom: 8 }} />
      )}
      {(state === "previewed" || state === "applied") && <Preview run={id} counts={counts} />}
      {state === "previewed" && (
        <div style={{ marginTop: 12, display: "flex", gap: 8 }}>
          {counts.wrong > 0 ? (
            <Button type="primary" onClick={() => saveFile(downloadMarkedWorkbook, { params: { run: id } })}>
              下载标出错误的工作簿
            </Button>
          ) : (
            <Button
              type="primary"
              disabled={toWrite === 0}
              loading={apply.isSending}
              onClick={() => apply.submit({ params: { run: id } })}
            >
              {toWrite === 0 ? "没有需要写入的内容" : `生效：新增${counts.new}家，修改${counts.changed}家`}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};

const percent = (done: number, all: number): number => (all === 0 ? 0 : Math.min(100, Math.round((done / all) * 100)));

const verdictNames: Record<Verdict, string> = { wrong: "有错", new: "新增", changed: "修改", unchanged: "未变" };
const verdictLights = { wrong: "bad", new: "good", changed: "warning", unchanged: "neutral" } as const;

const Preview = ({ run, counts }: { run: string; counts: ImportRun["counts"] }) => {
  const first = (["wrong", "new", "changed", "unchanged"] as const).find((verdict) => counts[verdict] > 0);
  const [verdict, setVerdict] = useState<Verdict | undefined>(first);
  if (first === undefined || verdict === undefined) return <EmptyState text="工作簿中没有数据行" />;
  return (
    <>
      <Segmented<Verdict>
        aria-label="预览内容"
        value={verdict}
        onChange={setVerdict}
        options={(Object.keys(verdictNames) as Verdict[]).map((value) => ({
          value,
          label: `${verdictNames[value]} ${counts[value]}`,
        }))}
        style={{ marginBottom: 8 }}
      />
      <KeysetTable<Row>
        caption={`${verdictNames[verdict]}的行`}
        route={listImportRows}
        input={{ params: { run }, query: { verdict } }}
        rowKey={({ rowNumber }) => String(rowNumber)}
        emptyText={`没有${verdictNames[verdict]}的行`}
        columns={[
          { title: "行", dataIndex: "rowNumber", width: 60, align: "right" },
          {
            title: "结果",
            dataIndex: "verdict",
            width: 90,
            render: (value: Verdict) => <Light state={verdictLights[value]} text={verdictNames[value]} />,
          },
          { title: "机构名称", key: "name", width: 240, render: (_, { values }) => String(values["name"] ?? "—") },
          { title: "内容", key: "what", render: (_, row) => <Lines lines={linesOf(row)} /> },
        ]}
      />
    </>
  );
};

const linesOf = ({ errors, differences, warnings, verdict }: Row): string[] => [
  ...errors.map(({ column, reason }) => `${column === undefined ? "" : `「${column}」`}${reason}`),
  ...(verdict === "changed" ? differences.map(({ label, before, after }) => `${label}：${before} → ${after}`) : []),
  ...warnings.map((warning) => `提示核实：${warning}`),
];

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? (
    "—"
  ) : (
    <ul style={{ margin: 0, paddingInlineStart: 18, maxWidth: 600 }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
