import type { TargetEventView } from "@qiangyi/api";
import { Button, Upload } from "antd";

interface AttachFileProps {
  readonly event: TargetEventView;
  readonly isSending: boolean;
  readonly onChoose: (file: File) => void;
}

/** The paper behind a recorded item: brought after it, replaced until somebody confirms. */
export const AttachFile = ({ event: { name, file }, isSending, onChoose }: AttachFileProps) => {
  const label = file === null ? "上传附件" : "更换附件";
  return (
    <Upload
      accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
      showUploadList={false}
      disabled={isSending}
      beforeUpload={(chosen) => {
        onChoose(chosen);
        return false;
      }}
    >
      <Button size="small" loading={isSending} aria-label={`${label}：${name}`} title="pdf、docx、xlsx、jpg、png，20MB以内">
        {label}
      </Button>
    </Upload>
  );
};
