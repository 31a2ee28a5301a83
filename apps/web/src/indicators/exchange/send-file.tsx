import { type ExchangeFormat, exchangeFormats, type ImportAnswer, importExchangeFile } from "@qiangyi/api";
import { Button, Select, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import type { Mapping } from "./exchange-page.tsx";
import { ImportPreview } from "./import-preview.tsx";

interface Props {
  readonly subject: NonNullable<Mapping["ownSubject"]>;
  readonly mapping: Mapping;
}

/** A file is always tried first; nothing is written before the person has seen what it would do. */
export const SendFile = ({ subject, mapping }: Props) => {
  const [format, setFormat] = useState<ExchangeFormat>("fhir");
  const [file, setFile] = useState<File>();
  const trial = useSubmit(importExchangeFile);
  const sending = useSubmit(importExchangeFile, { invalidates: ["indicators"] });
  const attempt = (chosen: File, as: ExchangeFormat) => {
    setFile(chosen);
    sending.reset();
    trial.submit({ query: { format: as, dryRun: "true" } }, { file: chosen });
  };
  const write = (mode: "all" | "valid") => file && sending.submit({ query: { format, mode } }, { file });
  const preview = trial.answer;
  const done = sending.answer;
  return (
    <>
      <section className="panel" aria-label="选择文件">
        <h2>选择文件</h2>
        <p>
          只收{subject.name}的数据，机构代码为{subject.orgUnit}
          。先试收，逐值说明新增、更改或拒绝；确认后写入填报草稿，由人核对后报送。不收个人明细。
        </p>
        <div className="exchange-bar">
          <label htmlFor="exchange-format">格式</label>
          <Select<ExchangeFormat>
            id="exchange-format"
            style={{ width: 240 }}
            value={format}
            onChange={(next) => {
              setFormat(next);
              if (file) attempt(file, next);
            }}
            options={(Object.keys(exchangeFormats) as ExchangeFormat[]).map((value) => ({
              value,
              label: exchangeFormats[value],
            }))}
          />
          <Upload
            accept=".json,.csv,.txt"
            showUploadList={false}
            customRequest={({ file: chosen }) => attempt(chosen as File, format)}
          >
            <Button type="primary" loading={trial.isSending}>
              选文件并试收
            </Button>
          </Upload>
          {file && <span className="exchange-file">{file.name}</span>}
        </div>
        <ProblemSummary problem={trial.problem} />
      </section>
      {done ? (
        <Written answer={done} mapping={mapping} />
      ) : (
        preview && (
          <>
            <ProblemSummary problem={sending.problem} />
            <ImportPreview
              answer={preview}
              mapping={mapping}
              actions={<WriteButtons answer={preview} isSending={sending.isSending} onWrite={write} />}
            />
          </>
        )
      )}
    </>
  );
};

interface WriteProps {
  readonly answer: ImportAnswer;
  readonly isSending: boolean;
  readonly onWrite: (mode: "all" | "valid") => void;
}

const WriteButtons = ({ answer: { counts }, isSending, onWrite }: WriteProps) => {
  const right = counts.imported + counts.updated + counts.unchanged;
  if (right === 0) return <span>没有可以写入的值，请改正后重新选择文件</span>;
  return counts.ignored === 0 ? (
    <Button type="primary" loading={isSending} onClick={() => onWrite("all")}>
      写入草稿
    </Button>
  ) : (
    <Button loading={isSending} onClick={() => onWrite("valid")}>
      只写入正确的{right}个值
    </Button>
  );
};

const Written = ({ answer, mapping }: { answer: ImportAnswer; mapping: Mapping }) => (
  <>
    <section className="panel" aria-label="已写入" role="status">
      <h2>已写入草稿</h2>
      <p>
        新增{answer.counts.imported}个，更改{answer.counts.updated}个，无变化{answer.counts.unchanged}个，未收
        {answer.counts.ignored}
        个。还没有报送：请打开草稿核对后提交。
      </p>
      <ul className="exchange-links">
        {answer.reports.map(({ id, period }) => (
          <li key={id}>
            <Link to={`/indicators/reports/${id}`}>打开{period}的草稿</Link>
          </li>
        ))}
      </ul>
    </section>
    <ImportPreview answer={answer} mapping={mapping} />
  </>
);
