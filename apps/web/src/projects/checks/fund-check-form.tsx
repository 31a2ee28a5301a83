import { concludeFundCheck, type ProjectPage } from "@qiangyi/api";
import { parseYuan } from "@qiangyi/kernel";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, useSubmit } from "../../ui/index.ts";
import { fundCheckLights, fundCheckTexts } from "../project/words.ts";

/** 会审筹资: finance says whether the unit's own money is there, and how much was seen. */
export const FundCheckForm = ({ page: { project }, onDone }: { page: ProjectPage; onDone: (done: string) => void }) => {
  const [passes, setPasses] = useState<boolean>();
  const [yuan, setYuan] = useState("");
  const [reason, setReason] = useState("");
  const conclude = useSubmit(concludeFundCheck, { invalidates: ["workbench"], onDone: () => onDone("会审结论已登记") });
  const digits = yuan.trim().replaceAll(",", "");
  const amount = parseYuan(/\.\d{2}$/.test(digits) ? digits : `${digits === "" ? "0" : digits}.00`);
  const isWrong = amount === undefined || amount < 0n;
  const isReady = passes !== undefined && !isWrong && reason.trim().length >= 2;
  return (
    <form
      className="verdict-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || passes === undefined || amount === undefined) return;
        conclude.submit({
          params: { projectId: project.id },
          body: { version: project.version, passes, confirmedFen: String(amount), reason: reason.trim() },
        });
      }}
    >
      <h2>会审筹资</h2>
      <p>
        目前结论：
        <Light state={fundCheckLights[project.fundCheck]} text={fundCheckTexts[project.fundCheck]} />
      </p>
      <ProblemSummary
        problem={conclude.problem}
        fields={{ reason: { label: "核对依据", id: "fund-reason" }, confirmedFen: { label: "核实金额", id: "fund-amount" } }}
      />
      <fieldset className="verdict">
        <legend>单位自筹资金是否落实</legend>
        <Radio.Group
          name="fund-passes"
          value={passes}
          onChange={({ target }) => setPasses(target.value === true)}
          options={[
            { value: true, label: "已落实" },
            { value: false, label: "没有落实" },
          ]}
          aria-label="单位自筹资金是否落实"
        />
      </fieldset>
      <label htmlFor="fund-amount">核实到账金额（元）</label>
      <Input
        id="fund-amount"
        inputMode="decimal"
        value={yuan}
        onChange={({ target }) => setYuan(target.value)}
        style={{ textAlign: "right" }}
        aria-invalid={isWrong}
      />
      {isWrong && <p className="field-misfit">请填写不小于0的金额，单位元</p>}
      <label htmlFor="fund-reason">核对依据（必填）</label>
      <Input.TextArea
        id="fund-reason"
        rows={3}
        maxLength={1000}
        placeholder="到账凭证、银行回单等"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="verdict-buttons">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={conclude.isSending}>
          登记会审结论
        </Button>
      </div>
      <p className="form-note">只核对单位自筹资金；政府配套不得作为上级专项的申报条件，发现疑问只作提示。</p>
    </form>
  );
};
