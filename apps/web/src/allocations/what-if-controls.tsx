import type { ScenarioChange } from "@qiangyi/api";
import { Input, Select, Tabs } from "antd";
import { ClauseLink, WanInput } from "../ui/index.ts";
import type { WhatIfOptions } from "./plan-answers.ts";

interface ControlsProps {
  readonly options: WhatIfOptions;
  readonly change: ScenarioChange;
  readonly onChange: (change: ScenarioChange) => void;
}

/** What can be changed, each with its clause; what differs from the plan is marked. */
export const WhatIfControls = (props: ControlsProps) => (
  <section className="what-if-controls panel" aria-label="标准与口径">
    <Tabs
      size="small"
      items={[
        { key: "standards", label: "补助标准", children: <Standards {...props} /> },
        { key: "readings", label: "口径", children: <Readings {...props} /> },
      ]}
    />
  </section>
);

const Standards = ({ options, change, onChange }: ControlsProps) => {
  const set = (line: string, key: string, current: string, fen: string) => {
    const { [key]: _, ...others } = change.standards[line] ?? {};
    const amounts = fen === current ? others : { ...others, [key]: fen };
    const { [line]: __, ...lines } = change.standards;
    onChange({ ...change, standards: Object.keys(amounts).length === 0 ? lines : { ...lines, [line]: amounts } });
  };
  return (
    <ul className="what-if-list">
      {options.standards.map(({ line, lineName, key, label, currentFen, clause }) => {
        const changed = change.standards[line]?.[key];
        return (
          <li key={`${line} ${key}`} className={changed === undefined ? "" : "is-changed"}>
            <span className="what-if-name">
              {lineName}
              <small>
                {label} <ClauseLink id={clause} />
              </small>
            </span>
            <WanInput
              isRequired
              hasUnit
              label={`${lineName}${label}`}
              value={changed ?? currentFen}
              onChange={(fen) => set(line, key, currentFen, fen)}
            />
          </li>
        );
      })}
    </ul>
  );
};

const Readings = ({ options, change, onChange }: ControlsProps) => {
  const set = (key: string, current: string, value: string) => {
    const { [key]: _, ...others } = change.readings;
    onChange({ ...change, readings: value === current || value === "" ? others : { ...others, [key]: value } });
  };
  return (
    <ul className="what-if-list what-if-readings">
      {options.readings
        .filter(({ values, hint }) => values.length > 1 || hint !== null)
        .map(({ key, question, clauses, values, hint, current }) => {
          const value = change.readings[key] ?? current;
          const isListed = values.some((option) => option.value === value);
          return (
            <li key={key} className={key in change.readings ? "is-changed" : ""}>
              <span className="what-if-name">
                {question}
                <small>{clauses[0] !== undefined && <ClauseLink id={clauses[0]} />}</small>
              </span>
              {values.length > 1 && (
                <Select
                  aria-label={question}
                  value={isListed ? value : null}
                  placeholder={value}
                  popupMatchSelectWidth={false}
                  onChange={(next) => set(key, current, next ?? "")}
                  options={values.map((option) => ({ value: option.value, label: option.label }))}
                />
              )}
              {hint !== null && (
                <Input.Search
                  key={current}
                  aria-label={`${question}（${hint}）`}
                  placeholder={hint}
                  enterButton="采用"
                  defaultValue={isListed ? "" : value}
                  onSearch={(next) => set(key, current, next.trim())}
                />
              )}
            </li>
          );
        })}
    </ul>
  );
};
