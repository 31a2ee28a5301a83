import { type Fen, fen, formatYuan, parseYuan } from "@qiangyi/kernel";
import { type BudgetRules, budgetSources, classLabel, economicClasses, programmeOf } from "@qiangyi/projects";
import { Input, Select, Switch } from "antd";
import { useState } from "react";
import { Field } from "../field.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import type { EditorProps } from "./editor-props.ts";
import { withOptional } from "./with-optional.ts";

/** Whether a budget is asked for, for which years and of which kinds. */
export const BudgetEditor = ({ definition, year, onChange }: EditorProps & { year: number }) => {
  const { budget } = definition;
  const { organiser, clause } = programmeOf(definition.programme);
  const begin = (): BudgetRules => ({
    years: [year],
    supportCapFen: null,
    allowedClasses: [],
    fund: organiser,
    matching: "declared",
    clause,
    targets: "required",
  });
  return (
    <section aria-label="项目预算">
      <div className="panel">
        <div className="editor-bar">
          <Switch
            aria-label="要求填报项目预算"
            checked={budget !== null}
            onChange={(asks) => onChange({ ...definition, budget: asks ? begin() : null })}
          />
          <span>要求填报项目预算</span>
        </div>
        {budget && <BudgetFields budget={budget} replace={(next) => onChange({ ...definition, budget: next })} />}
      </div>
    </section>
  );
};

const BudgetFields = ({ budget, replace }: { budget: BudgetRules; replace: (next: BudgetRules) => void }) => {
  const put = (next: Partial<BudgetRules>) => replace({ ...budget, ...next });
  return (
    <div className="editor-fields">
      <Field id="budget-years" label="填列年度" path="budget.years">
        <Select
          id="budget-years"
          aria-label="填列年度"
          mode="tags"
          value={budget.years.map(String)}
          onChange={(years) => put({ years: years.map(Number).filter(Number.isInteger).toSorted() })}
          style={{ width: "100%" }}
        />
      </Field>
      <Field id="budget-cap" label="每个项目至多申请（元，不填不限）" path="budget.supportCapFen">
        <CapInput capFen={budget.supportCapFen} onChange={(supportCapFen) => put({ supportCapFen })} />
      </Field>
      <Field id="budget-classes" label="允许的经济分类（不填不限）" path="budget.allowedClasses">
        <Select
          id="budget-classes"
          aria-label="允许的经济分类"
          mode="tags"
          value={[...budget.allowedClasses]}
          onChange={(allowedClasses) => put({ allowedClasses })}
          options={[...wholeCategories.map((value) => ({ value, label: classLabel(value) })), ...economicClasses]}
          style={{ width: "100%" }}
        />
      </Field>
      <Field id="budget-fund" label="申请的是" path="budget.fund">
        <Select
          id="budget-fund"
          aria-label="申请的是"
          value={budget.fund}
          onChange={(fund) => put({ fund })}
          options={(["province", "city"] as const).map((value) => ({ value, label: budgetSources[value] }))}
          style={{ width: "100%" }}
        />
      </Field>
      <Field id="budget-matching" label="自筹与配套" path="budget.matching">
        <Select
          id="budget-matching"
          aria-label="自筹与配套"
          value={budget.matching}
          onChange={(matching) => put({ matching })}
          options={[
            { value: "declared", label: "有的如实填列" },
            { value: "required", label: "须落实单位自筹" },
            { value: "none", label: "不填" },
          ]}
          style={{ width: "100%" }}
        />
      </Field>
      <Field id="budget-targets" label="绩效目标" path="budget.targets">
        <Select
          id="budget-targets"
          aria-label="绩效目标"
          value={budget.targets}
          onChange={(targets) => put({ targets })}
          options={[
            { value: "required", label: "每行预算对应目标" },
            { value: "none", label: "不要求" },
          ]}
          style={{ width: "100%" }}
        />
      </Field>
      {budget.targets === "required" && (
        <Field id="budget-targets-clause" label="绩效目标的依据条款" path="budget.targetsClause">
          <ClauseSelect
            id="budget-targets-clause"
            value={budget.targetsClause}
            onChange={(clause) => replace(withOptional(budget, "targetsClause", clause))}
          />
        </Field>
      )}
      <Field id="budget-clause" label="依据条款" path="budget.clause">
        <ClauseSelect id="budget-clause" value={budget.clause} onChange={(clause) => clause !== undefined && put({ clause })} />
      </Field>
    </div>
  );
};

/** A whole category of the economic classes allows all its items. */
const wholeCategories = ["302", "309", "310"] as const;

const yuanOf = (capFen: string | null): string => (capFen === null ? "" : formatYuan(fen(BigInt(capFen))).replace(/\.00$/, ""));

/** "200万元" would be a guess: the amount is typed in 元 and taken over when the field is left. */
const CapInput = ({ capFen, onChange }: { capFen: string | null; onChange: (capFen: string | null) => void }) => {
  const [text, setText] = useState(yuanOf(capFen));
  const amount: Fen | undefined = parseYuan(text.includes(".") ? text : `${text}.00`);
  const isWrong = text !== "" && (amount === undefined || amount <= 0n);
  return (
    <Input
      id="budget-cap"
      inputMode="decimal"
      suffix="元"
      value={text}
      {...(isWrong && { status: "error" as const, "aria-invalid": true })}
      onChange={({ target }) => setText(target.value.replaceAll(",", "").trim())}
      onBlur={() => !isWrong && onChange(text === "" || amount === undefined ? null : String(amount))}
    />
  );
};
