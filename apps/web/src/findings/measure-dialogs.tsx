import { type FindingDetail, type FindingParty, recoverForFinding, sendCircular, suspendForFinding } from "@qiangyi/api";
import { addDays, date, dateInShanghai } from "@qiangyi/kernel";
import { Button, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { InstitutionPicker, ProblemSummary, useSubmit, WanInput } from "../ui/index.ts";
import { usePages } from "./page-choice.ts";
import { PartyField, partyOf } from "./party-field.tsx";

interface DialogProps {
  readonly finding: FindingDetail;
  readonly onClose: () => void;
}

const fields = {
  documentNumber: { label: "文号", id: "measure-document" },
  reason: { label: "理由", id: "measure-reason" },
  title: { label: "通报标题", id: "measure-title" },
  text: { label: "通报内容", id: "measure-text" },
  addressees: { label: "通报对象", id: "measure-addressee" },
  institution: { label: "单位", id: "measure-unit" },
  earmark: { label: "账页", id: "measure-page" },
  of: { label: "收回哪一部分", id: "measure-of" },
  payment: { label: "哪一笔支付", id: "measure-payment" },
  amountFen: { label: "应收回金额", id: "measure-amount" },
  dueOn: { label: "收回期限", id: "measure-due" },
} as const;

interface BasisProps {
  readonly values: { readonly documentNumber: string; readonly reason: string };
  readonly set: (change: { documentNumber?: string; reason?: string }) => void;
}

/** What every measure rests on. */
const Basis = ({ values, set }: BasisProps) => (
  <div className="finding-pair">
    <Form.Item label="文号" htmlFor={fields.documentNumber.id} required>
      <Input
        id={fields.documentNumber.id}
        maxLength={100}
        value={values.documentNumber}
        onChange={({ target }) => set({ documentNumber: target.value })}
      />
    </Form.Item>
    <Form.Item label="理由" htmlFor={fields.reason.id} required>
      <Input
        id={fields.reason.id}
        maxLength={500}
        value={values.reason}
        onChange={({ target }) => set({ reason: target.value })}
      />
    </Form.Item>
  </div>
);

/** 通报: stored, sent to those named, each marks that he has read it. */
export const CircularDialog = ({ finding, onClose }: DialogProps) => {
  const { owner } = finding;
  const own = owner === null ? undefined : partyOf(owner);
  const [values, setValues] = useState({ documentNumber: "", reason: "", title: `关于${finding.title}的通报`, text: "" });
  const [addressees, setAddressees] = useState<readonly { party: FindingParty; name: string }[]>(
    own && owner ? [{ party: own, name: owner.name }] : [],
  );
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(sendCircular, { invalidates: ["workbench"], onDone: onClose });
  return (
    <Modal
      open
      width={680}
      title="通报"
      okText="发出通报"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({ params: { findingId: finding.id }, body: { ...values, addressees: addressees.map(({ party }) => party) } })
      }
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="通报标题" htmlFor={fields.title.id} required>
          <Input
            id={fields.title.id}
            maxLength={200}
            value={values.title}
            onChange={({ target }) => set({ title: target.value })}
          />
        </Form.Item>
        <Form.Item label="通报内容" htmlFor={fields.text.id} required>
          <Input.TextArea
            id={fields.text.id}
            rows={5}
            maxLength={2000}
            value={values.text}
            onChange={({ target }) => set({ text: target.value })}
          />
        </Form.Item>
        <Basis values={values} set={set} />
        <Addressees value={addressees} onChange={setAddressees} />
      </Form>
    </Modal>
  );
};

interface AddresseesProps {
  readonly value: readonly { readonly party: FindingParty; readonly name: string }[];
  readonly onChange: (value: readonly { party: FindingParty; name: string }[]) => void;
}

const Addressees = ({ value, onChange }: AddresseesProps) => {
  const [next, setNext] = useState<{ party: FindingParty; name: string }>();
  const isNew = next !== undefined && !value.some(({ party }) => JSON.stringify(party) === JSON.stringify(next.party));
  return (
    <Form.Item label="通报对象" htmlFor={fields.addressees.id} required>
      <PartyField
        key={value.length}
        id={fields.addressees.id}
        label="通报对象"
        value={next?.party}
        onChange={(party, name) => setNext(party === undefined ? undefined : { party, name })}
      />
      <Button
        style={{ marginTop: 6 }}
        disabled={!isNew}
        onClick={() => {
          if (next) onChange([...value, next]);
          setNext(undefined);
        }}
      >
        加入
      </Button>
      <ul className="finding-parties" aria-label="已选通报对象">
        {value.map((each) => (
          <li key={JSON.stringify(each.party)}>
            <Button
              size="small"
              aria-label={`移除${each.name}`}
              onClick={() => onChange(value.filter((other) => other !== each))}
            >
              {each.name}　×
            </Button>
          </li>
        ))}
      </ul>
    </Form.Item>
  );
};

/** The unit that the finding is about, or the one that owes its correction. */
const unitOf = ({ institution, owner }: FindingDetail): { readonly id: string; readonly name: string } | undefined => {
  if (institution !== null) return institution;
  return owner !== null && owner.institution !== null ? { id: owner.institution, name: owner.name } : undefined;
};

/** 暂停拨付: payments of the unit or page are refused until it is lifted. */
export const SuspendDialog = ({ finding, onClose }: DialogProps) => {
  const unit = unitOf(finding);
  const [values, setValues] = useState({
    documentNumber: "",
    reason: "",
    institution: unit?.id ?? "",
    earmark: finding.earmark ?? "",
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(suspendForFinding, {
    invalidates: ["payments", "ledger", "allotments", "workbench"],
    onDone: onClose,
  });
  const pages = usePages(values.institution);
  const { earmark, ...rest } = values;
  return (
    <Modal
      open
      width={620}
      title="暂停拨付"
      okText="暂停拨付"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { findingId: finding.id }, body: { ...rest, ...(earmark !== "" && { earmark }) } })}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p>生效后，这个单位（账页）的支付申请一律拦截，到解除为止。</p>
      <Form layout="vertical">
        <Form.Item label="单位" htmlFor={fields.institution.id} required>
          <InstitutionPicker
            id={fields.institution.id}
            label="单位"
            value={values.institution === "" ? undefined : values.institution}
            name={values.institution === unit?.id ? unit.name : undefined}
            onChange={(institution) => set({ institution: institution ?? "", earmark: "" })}
          />
        </Form.Item>
        <Form.Item label="账页" htmlFor={fields.earmark.id}>
          <Select
            id={fields.earmark.id}
            aria-label="账页"
            disabled={values.institution === ""}
            loading={pages.isFetching}
            value={earmark}
            onChange={(next: string) => set({ earmark: next })}
            options={[{ value: "", label: "全部账页" }, ...pages.options]}
          />
        </Form.Item>
        <Basis values={values} set={set} />
      </Form>
    </Modal>
  );
};

/** 收回资金: how much, by when, and from which side what comes back is counted. */
export const RecoverDialog = ({ finding, onClose }: DialogProps) => {
  const unit = unitOf(finding);
  const [values, setValues] = useState({
    documentNumber: "",
    reason: "",
    institution: unit?.id ?? "",
    earmark: finding.earmark ?? "",
    of: "paid" as "paid" | "unspent",
    payment: "",
    amountFen: finding.amountFen ?? "",
    dueOn: addDays(date(dateInShanghai(new Date())), 30) as string,
  });
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const { submit, isSending, problem } = useSubmit(recoverForFinding, {
    invalidates: ["payments", "workbench"],
    onDone: onClose,
  });
  const pages = usePages(values.institution);
  const { payment, ...rest } = values;
  return (
    <Modal
      open
      width={680}
      title="收回资金"
      okText="收回"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() =>
        submit({
          params: { findingId: finding.id },
          body: { ...rest, ...(payment !== "" && values.of === "paid" && { payment }) },
        })
      }
    >
      <ProblemSummary problem={problem} fields={fields} />
      <Form layout="vertical">
        <Form.Item label="单位" htmlFor={fields.institution.id} required>
          <InstitutionPicker
            id={fields.institution.id}
            label="单位"
            value={values.institution === "" ? undefined : values.institution}
            name={values.institution === unit?.id ? unit.name : undefined}
            onChange={(institution) => set({ institution: institution ?? "", earmark: "", payment: "" })}
          />
        </Form.Item>
        <Form.Item label="账页" htmlFor={fields.earmark.id} required>
          <Select
            id={fields.earmark.id}
            aria-label="账页"
            disabled={values.institution === ""}
            loading={pages.isFetching}
            value={values.earmark === "" ? null : values.earmark}
            onChange={(earmark: string) => set({ earmark, payment: "" })}
            options={pages.options}
          />
        </Form.Item>
        <Form.Item label="收回哪一部分" required>
          <Radio.Group
            id={fields.of.id}
            aria-label="收回哪一部分"
            value={values.of}
            onChange={({ target }) => set({ of: target.value as "paid" | "unspent" })}
            options={[
              { value: "paid", label: "已支付的：从支付退款计" },
              { value: "unspent", label: "未支付的：从收回和追减计" },
            ]}
          />
        </Form.Item>
        {values.of === "paid" && (
          <Form.Item label="哪一笔支付" htmlFor={fields.payment.id}>
            <Select
              id={fields.payment.id}
              aria-label="哪一笔支付"
              value={payment}
              onChange={(next: string) => set({ payment: next })}
              options={[{ value: "", label: "不限于某一笔" }, ...pages.paymentsOf(values.earmark)]}
            />
          </Form.Item>
        )}
        <div className="finding-pair">
          <Form.Item label="应收回金额" htmlFor={fields.amountFen.id} required>
            <WanInput
              id={fields.amountFen.id}
              label="应收回金额"
              hasUnit
              value={values.amountFen}
              onChange={(amountFen) => set({ amountFen })}
            />
          </Form.Item>
          <Form.Item label="收回期限" htmlFor={fields.dueOn.id} required>
            <Input
              id={fields.dueOn.id}
              type="date"
              value={values.dueOn}
              onChange={({ target }) => set({ dueOn: target.value })}
            />
          </Form.Item>
        </div>
        <Basis values={values} set={set} />
      </Form>
    </Modal>
  );
};
