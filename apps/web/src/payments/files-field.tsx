import { addPaymentFile, type PaymentFile } from "@qiangyi/api";
import { Button, Form } from "antd";
import { useRef } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

/** 附件: invoice, contract, acceptance; each with its hash, so that what was approved is what was attached. */
export const FilesField = ({
  files,
  onChange,
}: {
  files: readonly PaymentFile[];
  onChange: (files: readonly PaymentFile[]) => void;
}) => {
  const input = useRef<HTMLInputElement>(null);
  const { submit, isSending, problem } = useSubmit(addPaymentFile, { onDone: (file) => onChange([...files, file]) });
  return (
    <Form.Item label="附件（发票、合同、验收单）" htmlFor="pay-file">
      <ProblemSummary problem={problem} />
      <input
        ref={input}
        id="pay-file"
        type="file"
        aria-label="附件"
        className="visually-hidden"
        accept=".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) submit({}, { file });
          target.value = "";
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        上传附件
      </Button>
      <ul className="file-rows">
        {files.map(({ id, name, sha256 }) => (
          <li key={id}>
            {name} <span className="digest">{sha256.slice(0, 16)}</span>
            <Button
              size="small"
              type="link"
              aria-label={`移除${name}`}
              onClick={() => onChange(files.filter((file) => file.id !== id))}
            >
              移除
            </Button>
          </li>
        ))}
      </ul>
    </Form.Item>
  );
};
