import { planSpecialFund, type RouteAnswer, recordTalentPolicy, type showCentreMoney } from "@qiangyi/api";
import { useSubmit } from "../../ui/index.ts";
import { Dialog, orNull } from "./dialog.tsx";

interface FundProps {
  readonly fund: RouteAnswer<typeof showCentreMoney>["funds"][number];
  readonly year: number;
  readonly onClose: () => void;
}

export const FundDialog = ({ fund, year, onClose }: FundProps) => {
  const { submit, isSending, problem } = useSubmit(planSpecialFund, { onDone: onClose });
  const isChange = fund.amountFen !== null;
  return (
    <Dialog
      title={`${fund.payer}${year}年专项经费`}
      okText="登记"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        { name: "amountFen", label: "安排金额", kind: "wan", isRequired: true },
        { name: "document", label: "预算文件", kind: "text", isRequired: true },
        { name: "reason", label: isChange ? "更改的理由" : "说明（可不填）", kind: "area", isRequired: isChange },
      ]}
      initial={{ amountFen: fund.amountFen ?? "", document: fund.document ?? "", reason: "" }}
      onSend={({ reason, ...rest }) => submit({ body: { payer: fund.payer, year, ...rest, reason: orNull(reason) } })}
    />
  );
};

const talentItems = ["安家费", "科研启动费", "工作津贴"] as const;

export const PolicyDialog = ({ onClose }: { onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(recordTalentPolicy, { onDone: onClose });
  return (
    <Dialog
      title="登记人才政策"
      okText="登记"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        { name: "name", label: "政策名称和文号", kind: "text", isRequired: true },
        {
          name: "item",
          label: "项目",
          kind: "select",
          isRequired: true,
          options: talentItems.map((value) => ({ value, label: value })),
        },
        { name: "validFrom", label: "生效日期", kind: "date", isRequired: true },
        { name: "validTo", label: "失效日期（长期有效不填）", kind: "date" },
        { name: "ceilingFen", label: "每人标准", kind: "wan", isRequired: true },
      ]}
      initial={{ name: "", item: "安家费", validFrom: "", validTo: "", ceilingFen: "" }}
      onSend={({ item, validTo, ...rest }) =>
        submit({
          body: { ...rest, item: talentItems.find((each) => each === item) ?? "安家费", validTo: orNull(validTo) },
        })
      }
    />
  );
};
