import { addFindingFile } from "@qiangyi/api";
import { Button } from "antd";
import { useId, useRef } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface FileUploadProps {
  readonly findingId: string;
  readonly label: string;
  readonly onAdded?: (file: { readonly id: string; readonly name: string }) => void;
}

/** Adds one file to a finding; its hash is kept with it. */
export const FileUpload = ({ findingId, label, onAdded }: FileUploadProps) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { submit, isSending, problem } = useSubmit(addFindingFile, { ...(onAdded && { onDone: onAdded }) });
  return (
    <>
      <ProblemSummary problem={problem} />
      <input
        ref={input}
        id={id}
        type="file"
        aria-label={label}
        className="visually-hidden"
        tabIndex={-1}
        accept=".pdf,.jpg,.jpeg,.png,.xlsx,.docx"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) submit({ params: { findingId } }, { file });
          target.value = "";
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
};
