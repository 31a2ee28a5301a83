import { type CentreMoney, draftCentreAssessment, finaliseCentreAssessment } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { Modal } from "antd";
import { Amount, ProblemSummary, useSubmit } from "../../ui/index.ts";
import { Dialog, orNull } from "./dialog.tsx";

interface AssessProps {
  readonly centre: CentreMoney;
  readonly year: number;
  readonly onClose: () => void;
}

/** 年度考核: the assessor enters the amount with its reason; another person makes it final. */
export const AssessDialog = ({ centre, year, onClose }: AssessProps) => {
  const { submit, isSending, problem } = useSubmit(draftCentreAssessment, { onDone: onClose });
  const last = centre.assessments.at(-1);
  return (
    <Dialog
      title={`${centre.originalName} ${year}年度考核${last ? `（第${last.version + 1}版）` : ""}`}
      okText="保存草稿"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        { name: "score", label: "考核分数（可不填）", kind: "text" },
        { name: "conclusion", label: "考核结论", kind: "text", isRequired: true },
        { name: "assessedOn", label: "考核日期", kind: "date", isRequired: true },
        { name: "feeFen", label: "核定管理费", kind: "wan", isRequired: true },
        { name: "coefficient", label: "考核系数（可不填）", kind: "text" },
        { name: "reason", label: "金额的理由", kind: "area", isRequired: true },
      ]}
      initial={{
        score: last?.score ?? "",
        conclusion: last?.conclusion ?? "",
        assessedOn: dateInShanghai(new Date()),
        feeFen: last?.feeFen ?? "",
        coefficient: last?.coefficient ?? "",
        reason: "",
      }}
      onSend={({ score, coefficient, ...rest }) =>
        submit({ body: { centre: centre.id, year, score: orNull(score), coefficient: orNull(coefficient), ...rest } })
      }
    >
      <p>草稿不确定金额。定稿须由{centre.assessor}另一人办理；定稿后的更改是新版本，原版本保留。</p>
    </Dialog>
  );
};

interface FinaliseProps extends AssessProps {
  readonly assessment: CentreMoney["assessments"][number];
}

export const FinaliseDialog = ({ centre, year, assessment, onClose }: FinaliseProps) => {
  const { submit, isSending, problem } = useSubmit(finaliseCentreAssessment, { onDone: onClose });
  const { version, conclusion, feeFen, reason, draftedBy } = assessment;
  return (
    <Modal
      open
      title={`定稿：${centre.originalName} ${year}年度考核第${version}版`}
      okText="定稿"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { centre: centre.id, year, version } })}
    >
      <ProblemSummary problem={problem} />
      <dl className="centre-facts">
        <dt>考核结论</dt>
        <dd>{conclusion}</dd>
        <dt>核定管理费</dt>
        <dd>
          <Amount fen={feeFen} strong />
        </dd>
        <dt>理由</dt>
        <dd>{reason}</dd>
        <dt>起草</dt>
        <dd>{draftedBy}</dd>
      </dl>
      <p>定稿后管理费才可以支付，合计不超过核定额。</p>
    </Modal>
  );
};
