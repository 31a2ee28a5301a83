import type { PaymentCheck } from "@qiangyi/api";
import { ClauseLink, Light } from "../ui/index.ts";
import { failingFirst } from "./failing-first.ts";

const lights = {
  pass: { state: "good", text: "通过" },
  fail: { state: "bad", text: "不通过" },
  warn: { state: "warning", text: "提示" },
  none: { state: "neutral", text: "不适用" },
} as const;

interface CheckListProps {
  readonly checks: readonly PaymentCheck[];
  readonly hidesIdle?: boolean;
  /** In two columns, where there is room. */
  readonly isWide?: boolean;
}

/** The automatic checks what fails first, then in the order of the clauses, all of them, each with the clause that asks it. */
export const CheckList = ({ checks, hidesIdle = false, isWide = false }: CheckListProps) => (
  <ul className={isWide ? "check-list check-list-wide" : "check-list"}>
    {failingFirst(checks)
      .filter(({ state }) => !hidesIdle || state !== "none")
      .map(({ id, title, state, text, clause, code }) => (
        <li key={id}>
          <Light state={lights[state].state} text={lights[state].text} />
          <span>
            <strong>{title}</strong>：{text}
            <br />
            <span className="check-clause">
              {clause !== null && <ClauseLink id={clause} />}
              {code !== null && <span className="digest"> {code}</span>}
            </span>
          </span>
        </li>
      ))}
  </ul>
);
