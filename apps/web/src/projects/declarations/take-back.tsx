import { takeBackDeclaration } from "@qiangyi/api";
import { Button } from "antd";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

/** The clerk takes it back from the head's desk to go on writing. */
export const TakeBack = ({ projectId }: { projectId: string }) => {
  const takeBack = useSubmit(takeBackDeclaration, { invalidates: ["workbench"] });
  return (
    <>
      <Button loading={takeBack.isSending} onClick={() => takeBack.submit({ params: { projectId }, body: {} })}>
        取回修改
      </Button>
      <ProblemSummary problem={takeBack.problem} />
    </>
  );
};
