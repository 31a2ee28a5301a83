import { type ExpertInput, relationKinds, relationWords } from "@qiangyi/api";
import { Button, Input, Select } from "antd";

type Job = ExpertInput["employments"][number];
type Tie = ExpertInput["relations"][number];

/** Element of a field of a row, so that an error leads to it. */
export const rowFieldId = (list: "employments" | "relations", at: number, field: string): string =>
  `expert-${list}-${at}-${field}`;

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: Row[]) => void;
}

/** 任职经历: three years after the end of a post its unit is still out of bounds. */
export const JobRows = ({ rows, onChange }: RowsProps<Job>) => {
  const put = (at: number, change: Partial<Job>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <section aria-label="任职经历" id="expert-jobs">
      <h2>任职经历（近三年内的单位须回避）</h2>
      <div className="rows-editor">
        {rows.map((row, at) => (
          <div className="rows-editor-row row-of-job" key={at}>
            <Input
              id={rowFieldId("employments", at, "name")}
              aria-label={`第${at + 1}段任职单位`}
              placeholder="单位名称"
              value={row.name}
              onChange={({ target }) => put(at, { name: target.value, institution: null })}
            />
            <Input
              id={rowFieldId("employments", at, "from")}
              aria-label={`第${at + 1}段任职起`}
              type="date"
              value={row.from}
              onChange={({ target }) => put(at, { from: target.value })}
            />
            <Input
              id={rowFieldId("employments", at, "to")}
              aria-label={`第${at + 1}段任职止，仍在任职的留空`}
              type="date"
              value={row.to ?? ""}
              onChange={({ target }) => put(at, { to: target.value === "" ? null : target.value })}
            />
            <Button onClick={() => onChange(rows.filter((_, index) => index !== at))} aria-label={`删除第${at + 1}段任职`}>
              删除
            </Button>
          </div>
        ))}
      </div>
      <Button onClick={() => onChange([...rows, { institution: null, name: "", from: "", to: null }])}>添加任职</Button>
    </section>
  );
};

/** 利害关系 with units or persons, by name. */
export const TieRows = ({ rows, onChange }: RowsProps<Tie>) => {
  const put = (at: number, change: Partial<Tie>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <section aria-label="利害关系" id="expert-ties">
      <h2>利害关系（与单位或人员）</h2>
      <div className="rows-editor">
        {rows.map((row, at) => (
          <div className="rows-editor-row row-of-tie" key={at}>
            <Select
              id={rowFieldId("relations", at, "kind")}
              aria-label={`第${at + 1}项关系`}
              value={row.kind}
              onChange={(kind) => put(at, { kind })}
              options={relationKinds.map((kind) => ({ value: kind, label: relationWords[kind] }))}
            />
            <Input
              id={rowFieldId("relations", at, "name")}
              aria-label={`第${at + 1}项关系的对方`}
              placeholder="对方单位或人员姓名"
              value={row.name}
              onChange={({ target }) => put(at, { name: target.value, institution: null })}
            />
            <Input
              id={rowFieldId("relations", at, "lastOn")}
              aria-label={`第${at + 1}项关系最近一次的日期`}
              type="date"
              value={row.lastOn ?? ""}
              onChange={({ target }) => put(at, { lastOn: target.value === "" ? null : target.value })}
            />
            <Button onClick={() => onChange(rows.filter((_, index) => index !== at))} aria-label={`删除第${at + 1}项关系`}>
              删除
            </Button>
          </div>
        ))}
      </div>
      <Button onClick={() => onChange([...rows, { kind: "joint-project", institution: null, name: "", lastOn: null }])}>
        添加关系
      </Button>
      <p />
    </section>
  );
};
