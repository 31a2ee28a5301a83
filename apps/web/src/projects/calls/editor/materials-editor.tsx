import type { Material } from "@qiangyi/projects";
import { Button, Checkbox, Input } from "antd";
import { Field } from "../field.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { RowButtons } from "./row-buttons.tsx";

/** The list of documents that must come, each with its clause. */
export const MaterialsEditor = ({ definition, onChange }: EditorProps) => {
  const { materials } = definition;
  const put = (next: readonly Material[]) => onChange({ ...definition, materials: next });
  return (
    <section aria-label="材料清单">
      {materials.map((material, index) => {
        const change = (next: Material) => put(replaceAt(materials, index, next));
        const { clause, ...others } = material;
        return (
          <div className="editor-row" key={material.id}>
            <div className="editor-row-head">
              <Input
                aria-label={`第${index + 1}件材料`}
                value={material.title}
                maxLength={100}
                style={{ flex: "1 1 240px" }}
                onChange={({ target }) => change({ ...material, title: target.value })}
              />
              <Checkbox checked={material.required} onChange={({ target }) => change({ ...material, required: target.checked })}>
                必交
              </Checkbox>
              <RowButtons name={material.title} items={materials} index={index} onChange={put} />
            </div>
            <Field id={`material-${material.id}-clause`} label="依据条款">
              <ClauseSelect
                id={`material-${material.id}-clause`}
                value={clause}
                onChange={(next) => change(next === undefined ? others : { ...others, clause: next })}
              />
            </Field>
          </div>
        );
      })}
      <Button
        onClick={() =>
          put([
            ...materials,
            {
              id: freeId(
                "m",
                materials.map(({ id }) => id),
              ),
              title: "新的材料",
              required: true,
            },
          ])
        }
      >
        加一件材料
      </Button>
      <p className="call-muted">没有勾选“必交”的，在所对应的问题填“有”时必交。</p>
    </section>
  );
};
