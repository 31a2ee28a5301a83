import { addAcceptanceFile } from "@qiangyi/api";
import { Button } from "antd";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { sizeText } from "../project/words.ts";

export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

interface AcceptanceFilesProps {
  readonly projectId: string;
  readonly files: readonly KeptFile[];
  readonly onChange: (files: readonly KeptFile[]) => void;
}

/** 验收材料: each file is kept as soon as it is chosen; the acceptance names those that stand here. */
export const AcceptanceFiles = ({ projectId, files, onChange }: AcceptanceFilesProps) => {
  const { submit, isSending, problem } = useSubmit(addAcceptanceFile, {
    onDone: (file) => onChange([...files, file]),
  });
  return (
    <div className="acceptance-files">
      <ProblemSummary problem={problem} />
      <label htmlFor="accept-file">验收材料（报告、意见、照片等；pdf、docx、xlsx、jpg、png，每个20MB以内）</label>
      <input
        id="accept-file"
        type="file"
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        disabled={isSending}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) submit({ params: { projectId } }, { file });
          target.value = "";
        }}
      />
      {isSending && <p role="status">正在上传…</p>}
      {files.length > 0 && (
        <ul aria-label="已上传的验收材料">
          {files.map(({ id, name, sizeBytes }) => (
            <li key={id}>
              {name}（{sizeText(sizeBytes)}）
              <Button
                type="link"
                size="small"
                className="text-button"
                aria-label={`去掉${name}`}
                onClick={() => onChange(files.filter((one) => one.id !== id))}
              >
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
