import {
  applyImport,
  describeImport,
  discardImport,
  downloadMarkedWorkbook,
  downloadTemplate,
  type ImportRun,
  readImport,
  repeatImport,
  startImport,
} from "@qiangyi/api";
import { Alert, Button, Progress, Steps, Upload } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useAnswer, useSubmit } from "../answers.ts";
import { Pending } from "../pending.tsx";
import { ProblemSummary } from "../problem-summary.tsx";
import { useSave } from "../use-save.ts";
import { useWorkScope } from "../work-scope.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportPreview } from "./import-preview.tsx";

interface ImportWizardProps {
  readonly target: string;
  /** Measure word of what is imported. */
  readonly counted?: string;
  /** The existing data that a template can bring along are those of the year in the bar above. */
  readonly isByYear?: boolean;
  /** Rooms whose answers are stale when an import has taken effect. */
  readonly invalidates: readonly string[];
}

/**
 * Any target of the import flow: drop a file, watch it being read, look at what it would do, let it take effect. The run stands in
 * the address, so that the page can be left while a long file is read.
 */
export const ImportWizard = ({ target, counted = "条", isByYear = false, invalidates }: ImportWizardProps) => {
  const [search, setSearch] = useSearchParams();
  const run = search.get("run");
  const open = (id: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (id === undefined) next.delete("run");
        else next.set("run", id);
        return next;
      },
      { replace: true },
    );
  return run === null ? (
    <FileStep target={target} isByYear={isByYear} onStarted={open} />
  ) : (
    <RunSteps key={run} target={target} counted={counted} run={run} open={open} invalidates={invalidates} />
  );
};

interface FileStepProps {
  readonly target: string;
  readonly isByYear: boolean;
  readonly onStarted: (run: string) => void;
}

const FileStep = ({ target, isByYear, onStarted }: FileStepProps) => {
  const { year } = useWorkScope();
  const saveFile = useSave();
  const upload = useSubmit(startImport, { onDone: ({ id }) => onStarted(id) });
  const take = (rows: "none" | "current") =>
    saveFile(downloadTemplate, { params: { target }, query: { ...(isByYear && { year }), rows } });
  return (
    <>
      <Stages current={0} />
      <section className="panel">
        <h2>准备工作簿</h2>
        <ol style={{ margin: 0, paddingInlineStart: 20 }}>
          <li>
            下载
            <Button type="link" size="small" onClick={() => take("none")}>
              空白模板
            </Button>
            或
            <Button type="link" size="small" onClick={() => take("current")}>
              {`带${isByYear ? `${year}年` : ""}现有数据的模板`}
            </Button>
            。列可以换顺序、加列；自制的表格也能读，认不出的列上传后可以指定。
          </li>
          <li>上传后先看预览：新增、修改、未变、有错各多少行。此时不改动数据。</li>
          <li>全部正确才能生效。同一文件再导一次不会重复；空单元格不抹掉已登记的内容。</li>
        </ol>
      </section>
      <ProblemSummary problem={upload.problem} />
      <Upload.Dragger
        accept=".xlsx"
        showUploadList={false}
        disabled={upload.isSending}
        beforeUpload={(file) => {
          upload.submit({ params: { target } }, { file });
          return false;
        }}
      >
        <p>{upload.isSending ? "正在上传……" : "点击选择，或把xlsx工作簿拖到这里（50MB以内）"}</p>
      </Upload.Dragger>
    </>
  );
};

const Stages = ({ current }: { current: number }) => (
  <Steps
    size="small"
    current={current}
    items={[{ title: "选择文件" }, { title: "读取" }, { title: "核对预览" }, { title: "生效" }]}
    style={{ maxWidth: 720, marginBottom: 12 }}
  />
);

const stageOf: Readonly<Record<ImportRun["state"], number>> = {
  reading: 1,
  refused: 1,
  previewed: 2,
  discarded: 2,
  applying: 3,
  failed: 3,
  interrupted: 3,
  applied: 4,
};

const isMoving = (state: ImportRun["state"] | undefined): boolean => state === "reading" || state === "applying";

interface RunStepsProps {
  readonly target: string;
  readonly counted: string;
  readonly run: string;
  readonly open: (run: string | undefined) => void;
  readonly invalidates: readonly string[];
}

const RunSteps = ({ target, counted, run, open, invalidates }: RunStepsProps) => {
  const saveFile = useSave();
  const [isWatching, setWatching] = useState(true);
  const description = useAnswer(describeImport, { params: { target } });
  const answer = useAnswer(readImport, { params: { run } }, { pollEvery: isWatching ? 600 : false });
  const apply = useSubmit(applyImport, { invalidates, onDone: () => setWatching(true) });
  const repeat = useSubmit(repeatImport, { onDone: ({ id }) => open(id) });
  const discard = useSubmit(discardImport, { onDone: () => open(undefined) });
  const { data } = answer;
  if (data && isMoving(data.state) !== isWatching) setWatching(isMoving(data.state));
  if (!data) return <Pending of={answer} />;
  const { state, counts, refusal, warnings } = data;
  const isStale = apply.problem?.code === "import-data-changed" || refusal?.code === "import-data-changed";
  return (
    <>
      <Stages current={stageOf[state]} />
      <section className="panel">
        <h2>{data.fileName}</h2>
        <Moving data={data} />
        {state === "applied" && (
          <Alert
            type="success"
            showIcon
            title={`已生效：新增${counts.new}${counted}，修改${counts.changed}${counted}；未变${counts.unchanged}${counted}`}
          />
        )}
        {state === "interrupted" && (
          <Alert type="warning" showIcon title="导入已中断，没有写入任何数据" description="服务重启过，请重新预览后再生效。" />
        )}
        {state === "discarded" && <Alert type="info" showIcon title="这次导入已放弃，没有写入任何数据" />}
        {refusal && <Alert role="alert" type="error" showIcon title={refusal.message} description={refusal.remedy} />}
        {warnings.length > 0 && (
          <Alert
            type="info"
            showIcon
            style={{ marginTop: 8 }}
            title="读取时的说明"
            description={
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            }
          />
        )}
        <ProblemSummary problem={apply.problem ?? repeat.problem ?? discard.problem} />
      </section>
      {(state === "previewed" || state === "refused") && data.columns.length > 0 && description.data && (
        <ImportColumns
          run={run}
          columns={data.columns}
          fields={description.data.fields}
          isNeeded={state === "refused"}
          onStarted={open}
        />
      )}
      {state === "previewed" && description.data && <ImportPreview run={run} counts={counts} fields={description.data.fields} />}
      <div className="form-end" style={{ display: "flex", gap: 8, flexWrap: "wrap", marginTop: 12 }}>
        {state === "previewed" && !isStale && counts.wrong === 0 && (
          <Button
            type="primary"
            disabled={counts.new + counts.changed === 0}
            loading={apply.isSending}
            onClick={() => apply.submit({ params: { run } })}
          >
            {counts.new + counts.changed === 0
              ? "没有需要写入的内容"
              : `生效：新增${counts.new}${counted}，修改${counts.changed}${counted}`}
          </Button>
        )}
        {state === "previewed" && counts.wrong > 0 && (
          <Button type="primary" onClick={() => saveFile(downloadMarkedWorkbook, { params: { run } })}>
            下载标出错误的工作簿
          </Button>
        )}
        {(isStale || state === "interrupted" || state === "failed") && (
          <Button type="primary" loading={repeat.isSending} onClick={() => repeat.submit({ params: { run } })}>
            重新预览
          </Button>
        )}
        {state === "previewed" && (
          <Button loading={discard.isSending} onClick={() => discard.submit({ params: { run } })}>
            放弃
          </Button>
        )}
        {!isMoving(state) && <Button onClick={() => open(undefined)}>上传另一个文件</Button>}
      </div>
    </>
  );
};

const Moving = ({ data: { state, rowsRead, rowsExpected, rowsApplied, counts } }: { data: ImportRun }) => {
  if (!isMoving(state)) return null;
  const [done, all] = state === "reading" ? [rowsRead, rowsExpected] : [rowsApplied, counts.new + counts.changed];
  const percent = all === 0 ? 0 : Math.min(99, Math.floor((done / all) * 100));
  return (
    <div role="status">
      <Progress percent={percent} aria-label={state === "reading" ? "读取进度" : "写入进度"} />
      {state === "reading" ? `正在读取，已读${done}行` : `正在写入，已写${done}行，共${all}行`}
      。可以离开本页，稍后从同一地址回来。
    </div>
  );
};
