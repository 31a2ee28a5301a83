import { type CentreMoney, centreItems, payExportingHospital, type RouteAnswer, type showCentreMoney } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { useSubmit } from "../../ui/index.ts";
import { Dialog, orNull } from "./dialog.tsx";

interface PayProps {
  readonly centre: CentreMoney;
  readonly year: number;
  readonly policies: RouteAnswer<typeof showCentreMoney>["policies"];
  readonly onClose: () => void;
}

/** A payment to the lending hospital as it was made: what the rules refuse is not recorded. */
export const PayDialog = ({ centre, year, policies, onClose }: PayProps) => {
  const { submit, isSending, problem } = useSubmit(payExportingHospital, { onDone: onClose });
  const years = Array.from({ length: year - 2022 }, (_, at) => String(2023 + at));
  return (
    <Dialog
      title={`付给${centre.exportingHospital}`}
      okText="登记付款"
      problem={problem}
      isSending={isSending}
      onClose={onClose}
      fields={[
        {
          name: "item",
          label: "支付项目",
          kind: "select",
          isRequired: true,
          options: centreItems.map((value) => ({ value, label: value })),
        },
        { name: "payee", label: "收款单位", kind: "text", isRequired: true },
        {
          name: "assessmentYear",
          label: "依据的年度考核",
          kind: "select",
          isRequired: true,
          options: years.map((value) => ({ value, label: `${value}年度考核` })),
          hint: "管理费须是当年度的考核；其他项目须有定稿的考核",
        },
        { name: "amountFen", label: "金额", kind: "wan", isRequired: true },
        { name: "paidOn", label: "支付日期", kind: "date", isRequired: true },
        { name: "voucher", label: "凭证号", kind: "text", isRequired: true },
        { name: "person", label: "发给谁（安家费、科研启动费、工作津贴）", kind: "text" },
        {
          name: "policy",
          label: "人才政策（安家费、科研启动费、工作津贴）",
          kind: "select",
          options: policies.map(({ id, name, item }) => ({ value: id, label: `${item}：${name}` })),
        },
        { name: "note", label: "用途说明", kind: "area" },
      ]}
      initial={{
        item: "管理费用",
        payee: centre.exportingHospital,
        assessmentYear: String(year),
        amountFen: "",
        paidOn: dateInShanghai(new Date()),
        voucher: "",
        person: "",
        policy: "",
        note: "",
      }}
      onSend={({ person, policy, note, assessmentYear, ...rest }) =>
        submit({
          body: {
            centre: centre.id,
            ...rest,
            assessmentYear: assessmentYear === "" ? null : Number(assessmentYear),
            person: orNull(person),
            policy: orNull(policy),
            note: orNull(note),
          },
        })
      }
    />
  );
};
