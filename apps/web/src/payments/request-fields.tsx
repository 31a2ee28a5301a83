import { beneficiaryKinds, type PaymentPage, type Procurement, payeeKinds, paymentMethods } from "@qiangyi/api";
import { Checkbox, Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { Amount, ClauseLink, UnitNote, WanInput } from "../ui/index.ts";
import { FilesField } from "./files-field.tsx";
import type { Filled } from "./request-draft.ts";
import type { PagesAnswer } from "./request-page.tsx";
import { optionsOf } from "./words.ts";

/** Where each path of an error stands in the form. */
export const requestFields = {
  earmark: { label: "项目账页", id: "pay-earmark" },
  amountFen: { label: "金额", id: "pay-amount" },
  purpose: { label: "用途", id: "pay-purpose" },
  category: { label: "支出类别", id: "pay-category" },
  beneficiary: { label: "服务对象", id: "pay-beneficiary" },
  reason: { label: "说明", id: "pay-reason" },
  persons: { label: "派出人员", id: "pay-persons" },
  "telemedicine.class": { label: "资金类别", id: "pay-class" },
  "telemedicine.item": { label: "支出项目", id: "pay-item" },
  "telemedicine.points": { label: "点位数", id: "pay-points" },
  "telemedicine.feeTo": { label: "本次付至", id: "pay-fee-to" },
  departmentClass: { label: "部门经济分类", id: "pay-department" },
  governmentClass: { label: "政府经济分类", id: "pay-government" },
  "payee.name": { label: "收款人全称", id: "pay-payee" },
  "payee.bank": { label: "开户行", id: "pay-bank" },
  "payee.account": { label: "账号", id: "pay-account" },
  method: { label: "支付方式", id: "pay-method" },
  procurement: { label: "采购记录", id: "pay-procurement" },
  invoiceNumber: { label: "发票号", id: "pay-invoice" },
} as const;

interface RequestFieldsProps {
  readonly filled: Filled;
  readonly onChange: (change: Partial<Filled>) => void;
  readonly answer: PagesAnswer;
  readonly page: PaymentPage | undefined;
  readonly procurements: readonly Procurement[];
  /** Mask of the account that is kept when the field is left empty. */
  readonly keepsAccount: string | undefined;
}

export const RequestFields = (props: RequestFieldsProps) => (
  <Form layout="vertical">
    <PageFields {...props} />
    <UseFields {...props} />
    <PayeeFields {...props} />
    <BasisFields {...props} />
  </Form>
);

interface FieldProps {
  readonly label: string;
  readonly id: string;
  readonly required?: boolean;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

const Field = ({ label, id, required = false, note, children }: FieldProps) => (
  <Form.Item label={label} htmlFor={id} required={required} extra={note}>
    {children}
  </Form.Item>
);

const PageFields = ({ filled, onChange, answer, page }: RequestFieldsProps) => (
  <>
    <Field label="项目账页" id="pay-earmark" required>
      <Select
        id="pay-earmark"
        aria-label="项目账页"
        showSearch={{ optionFilterProp: "label" }}
        value={filled.earmark}
        onChange={(earmark: string) => onChange({ earmark, category: "", class: "", item: "", procurement: "" })}
        options={answer.pages.map(({ earmark, lineName, projectTitle, year, sourceName }) => ({
          value: earmark,
          label: `${projectTitle}（${lineName}，${year}年${sourceName}资金）`,
        }))}
      />
    </Field>
    {page !== undefined && (
      <dl className="page-balance">
        <dt>收到</dt>
        <dd>
          <Amount fen={page.receivedFen} />
        </dd>
        <dt>可用</dt>
        <dd>
          <Amount fen={page.availableFen} strong />
        </dd>
        <dt>冻结</dt>
        <dd>
          <Amount fen={page.frozenFen} />
        </dd>
        <dt>已付</dt>
        <dd>
          <Amount fen={page.paidFen} />　<UnitNote />
        </dd>
      </dl>
    )}
    <div className="form-pair">
      <Field label="金额" id="pay-amount" required>
        <WanInput
          id="pay-amount"
          label="金额"
          hasUnit
          value={filled.amountFen}
          onChange={(amountFen) => onChange({ amountFen })}
        />
      </Field>
      <Field label="用途" id="pay-purpose" required>
        <Input
          id="pay-purpose"
          maxLength={200}
          value={filled.purpose}
          onChange={({ target }) => onChange({ purpose: target.value })}
        />
      </Field>
    </div>
  </>
);

const UseFields = (props: RequestFieldsProps) => {
  const { filled, onChange, answer, page } = props;
  const scope = page === undefined ? undefined : answer.categories[page.line];
  const pairs = answer.departmentClasses.find(({ value }) => value === filled.departmentClass)?.government ?? [];
  return (
    <>
      {page?.fund === "5g-2022" ? (
        <TelemedicineFields {...props} />
      ) : (
        <div className="form-pair">
          <Field
            label="支出类别"
            id="pay-category"
            required
            note={
              scope !== undefined && (
                <>
                  主要用于{scope.mainUse} <ClauseLink id={scope.clause} />
                </>
              )
            }
          >
            <Select
              id="pay-category"
              aria-label="支出类别"
              value={filled.category === "" ? null : filled.category}
              onChange={(category: string) => onChange({ category })}
              options={[
                { label: "主要用途", options: scope?.main ?? [] },
                { label: "项目其他支出（须说明）", options: scope?.withReason ?? [] },
              ]}
            />
          </Field>
          <Field label="服务对象" id="pay-beneficiary">
            <Select
              id="pay-beneficiary"
              aria-label="服务对象"
              value={filled.beneficiary}
              onChange={(beneficiary: Filled["beneficiary"]) => onChange({ beneficiary })}
              options={optionsOf(beneficiaryKinds)}
            />
          </Field>
        </div>
      )}
      <Field label="说明（主要用途之外的必填）" id="pay-reason">
        <Input.TextArea
          id="pay-reason"
          rows={2}
          maxLength={500}
          value={filled.reason}
          onChange={({ target }) => onChange({ reason: target.value })}
        />
      </Field>
      {page?.line === "doctor-secondment" && (
        <Field label="所服务的派出人员（姓名之间用顿号）" id="pay-persons" required>
          <Input id="pay-persons" value={filled.persons} onChange={({ target }) => onChange({ persons: target.value })} />
        </Field>
      )}
      <div className="form-pair">
        <Field label="部门经济分类" id="pay-department" required>
          <Select
            id="pay-department"
            aria-label="部门经济分类"
            showSearch={{ optionFilterProp: "label" }}
            value={filled.departmentClass === "" ? null : filled.departmentClass}
            onChange={(departmentClass: string) =>
              onChange({
                departmentClass,
                governmentClass:
                  answer.departmentClasses.find(({ value }) => value === departmentClass)?.government[0]?.value ?? "",
              })
            }
            options={answer.departmentClasses.map(({ value, label }) => ({ value, label }))}
          />
        </Field>
        <Field label="政府经济分类（与部门分类成对）" id="pay-government" required>
          <Select
            id="pay-government"
            aria-label="政府经济分类"
            value={filled.governmentClass === "" ? null : filled.governmentClass}
            onChange={(governmentClass: string) => onChange({ governmentClass })}
            options={pairs}
          />
        </Field>
      </div>
    </>
  );
};

const TelemedicineFields = ({ filled, onChange, answer }: RequestFieldsProps) => {
  const chosen = answer.telemedicine.find(({ value }) => value === filled.class);
  return (
    <>
      <div className="form-pair">
        <Field label="资金类别" id="pay-class" required>
          <Select
            id="pay-class"
            aria-label="资金类别"
            value={filled.class === "" ? null : filled.class}
            onChange={(value: string) => onChange({ class: value, item: "" })}
            options={answer.telemedicine.map(({ value, label }) => ({ value, label }))}
          />
        </Field>
        <Field label="支出项目" id="pay-item" required>
          <Select
            id="pay-item"
            aria-label="支出项目"
            value={filled.item === "" ? null : filled.item}
            onChange={(item: string) => onChange({ item })}
            options={chosen?.items ?? []}
          />
        </Field>
      </div>
      {(filled.item === "service-fee" || filled.item === "township-station") && (
        <div className="form-pair">
          <Field label="点位数" id="pay-points" required>
            <Input
              id="pay-points"
              inputMode="numeric"
              value={filled.points}
              onChange={({ target }) => onChange({ points: target.value.replace(/\D/g, "") })}
            />
          </Field>
          {filled.item === "service-fee" && (
            <>
              <Field label="服务开通日" id="pay-service-from" required>
                <Input
                  id="pay-service-from"
                  type="date"
                  value={filled.serviceFrom}
                  onChange={({ target }) => onChange({ serviceFrom: target.value })}
                />
              </Field>
              <Field label="本次付至" id="pay-fee-to" required>
                <Input
                  id="pay-fee-to"
                  type="date"
                  value={filled.feeTo}
                  onChange={({ target }) => onChange({ feeTo: target.value })}
                />
              </Field>
            </>
          )}
        </div>
      )}
    </>
  );
};

const PayeeFields = ({ filled, onChange, keepsAccount }: RequestFieldsProps) => (
  <>
    <div className="form-pair">
      <Field label="收款人类型" id="pay-payee-kind">
        <Select
          id="pay-payee-kind"
          aria-label="收款人类型"
          value={filled.payeeKind}
          onChange={(payeeKind: Filled["payeeKind"]) => onChange({ payeeKind })}
          options={optionsOf(payeeKinds)}
        />
      </Field>
      <Field label="收款人全称" id="pay-payee" required>
        <Input
          id="pay-payee"
          maxLength={100}
          value={filled.payeeName}
          onChange={({ target }) => onChange({ payeeName: target.value })}
        />
      </Field>
      <Field label="开户行" id="pay-bank" required>
        <Input
          id="pay-bank"
          maxLength={100}
          value={filled.payeeBank}
          onChange={({ target }) => onChange({ payeeBank: target.value })}
        />
      </Field>
      <Field label={keepsAccount === undefined ? "账号" : `账号（留空则沿用${keepsAccount}）`} id="pay-account" required>
        <Input
          id="pay-account"
          inputMode="numeric"
          autoComplete="off"
          maxLength={60}
          value={filled.account}
          onChange={({ target }) => onChange({ account: target.value })}
        />
      </Field>
      <Field label="支付方式" id="pay-method" required>
        <Select
          id="pay-method"
          aria-label="支付方式"
          value={filled.method}
          onChange={(method: Filled["method"]) => onChange({ method })}
          options={optionsOf(paymentMethods)}
        />
      </Field>
      <Field label="预付" id="pay-prepayment">
        <Checkbox
          id="pay-prepayment"
          checked={filled.isPrepayment}
          onChange={({ target }) => onChange({ isPrepayment: target.checked })}
        >
          按合同预付，验收后核销
        </Checkbox>
      </Field>
    </div>
  </>
);

const BasisFields = ({ filled, onChange, procurements }: RequestFieldsProps) => (
  <>
    <div className="form-pair">
      <Field label="采购记录" id="pay-procurement">
        <Select
          id="pay-procurement"
          aria-label="采购记录"
          allowClear
          value={filled.procurement === "" ? null : filled.procurement}
          onChange={(value: string | undefined) => {
            const found = procurements.find(({ id }) => id === value);
            onChange({
              procurement: value ?? "",
              ...(found?.contractNumber != null && { contractNumber: found.contractNumber }),
            });
          }}
          options={procurements.map(({ id, filingNumber, item, acceptedOn }) => ({
            value: id,
            label: `${filingNumber} ${item}${acceptedOn === null ? "（未验收）" : ""}`,
          }))}
        />
      </Field>
      <Field label="合同号" id="pay-contract">
        <Input
          id="pay-contract"
          maxLength={60}
          value={filled.contractNumber}
          onChange={({ target }) => onChange({ contractNumber: target.value })}
        />
      </Field>
      <Field label="发票号" id="pay-invoice">
        <Input
          id="pay-invoice"
          maxLength={60}
          value={filled.invoiceNumber}
          onChange={({ target }) => onChange({ invoiceNumber: target.value })}
        />
      </Field>
    </div>
    <FilesField files={filled.files} onChange={(files) => onChange({ files })} />
  </>
);
