import { DeleteOutlined } from "@ant-design/icons";
import { addReportFile, downloadReportFile, type ReportDetail, type ReportFile, removeReportFile } from "@qiangyi/api";
import { Button, Select, Upload } from "antd";
import { useState } from "react";
import { EmptyState, minuteOf, ProblemSummary, useSave, useSubmit } from "../../ui/index.ts";

interface ReportFilesProps {
  readonly report: Pick<ReportDetail, "files" | "rows">;
  readonly reportId: string;
  readonly mayChange: boolean;
}

/** 佐证附件, of the report as a whole or of one indicator. */
export const ReportFiles = ({ report: { files, rows }, reportId, mayChange }: ReportFilesProps) => {
  const [indicator, setIndicator] = useState<string>();
  const upload = useSubmit(addReportFile);
  const remove = useSubmit(removeReportFile);
  const save = useSave();
  const titleOf = ({ indicator: code }: ReportFile) =>
    code === null ? "整份报表" : (rows.find((row) => row.code === code)?.title ?? code);
  return (
    <section className="panel" aria-labelledby="report-files-title">
      <h2 id="report-files-title">佐证附件</h2>
      <ProblemSummary problem={upload.problem ?? remove.problem} />
      {files.length === 0 && !mayChange && <EmptyState text="没有附件" />}
      <ul className="report-files">
        {files.map((file) => (
          <li key={file.id}>
            <Button type="link" size="small" onClick={() => save(downloadReportFile, { params: { reportId, file: file.id } })}>
              {file.name}
            </Button>
            <span>
              {titleOf(file)}　{Math.max(1, Math.round(file.sizeBytes / 1024))}KB　{file.addedBy}　{minuteOf(file.addedAt)}
            </span>
            {mayChange && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`移除${file.name}`}
                onClick={() => remove.submit({ params: { reportId, file: file.id } })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="report-upload">
          <Select
            aria-label="附件说明哪项指标"
            placeholder="整份报表"
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            style={{ width: 260 }}
            value={indicator ?? null}
            onChange={(code: string | null) => setIndicator(code ?? undefined)}
            options={rows.map(({ code, title }) => ({ value: code, label: title }))}
          />
          <Upload
            accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
            showUploadList={false}
            disabled={upload.isSending}
            beforeUpload={(file) => {
              upload.submit({ params: { reportId }, ...(indicator !== undefined && { query: { indicator } }) }, { file });
              return false;
            }}
          >
            <Button loading={upload.isSending}>上传附件</Button>
          </Upload>
          <span className="field-help">pdf、docx、xlsx、jpg、png，20MB以内；请勿上传患者个人信息。</span>
        </div>
      )}
    </section>
  );
};
