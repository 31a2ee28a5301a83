import { attachEventFile, type TargetEventView } from "@qiangyi/api";
import { Button, Upload } from "antd";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

/** The paper behind a recorded item: brought after it, replaced until somebody confirms. */
export const AttachFile = ({ event: { id, name, file } }: { event: TargetEventView }) => {
  const { submit, isSending, problem } = useSubmit(attachEventFile);
  const label = file === null ? "上传附件" : "更换附件";
  return (
    <>
      <ProblemSummary problem={problem} />
      <Upload
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        showUploadList={false}
        disabled={isSending}
        beforeUpload={(chosen) => {
          submit({ params: { id } }, { file: chosen });
          return false;
        }}
      >
        <Button size="small" loading={isSending} aria-label={`${label}：${name}`} title="pdf、docx、xlsx、jpg、png，20MB以内">
          {label}
        </Button>
      </Upload>
    </>
  );
};
