import { type Material, questionsOf } from "@qiangyi/projects";
import { Button, Checkbox, Input } from "antd";
import { Field } from "../field.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { MisfitsOf } from "./misfits.tsx";
import { RowButtons } from "./row-buttons.tsx";
import { WhenFields } from "./when-fields.tsx";
import { withOptional } from "./with-optional.ts";

/** The list of documents that must come, each with its clause. */
export const MaterialsEditor = ({ definition, onChange }: EditorProps) => {
  const { materials, review } = definition;
  const put = (next: readonly Material[]) => onChange({ ...definition, materials: next });
  return (
    <section aria-label="材料清单" data-path="materials">
      <MisfitsOf places={["materials"]} />
      {materials.map((material, index) => {
        const change = (next: Material) => put(replaceAt(materials, index, next));
        const [id, path] = [`material-${material.id}`, `materials.${index}`];
        return (
          <div className="editor-row" key={material.id} data-path={path}>
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
            <MisfitsOf places={[path, `${path}.id`, `${path}.title`]} />
            <div className="editor-fields">
              <Field id={`${id}-clause`} label="依据条款" path={`${path}.clause`}>
                <ClauseSelect
                  id={`${id}-clause`}
                  value={material.clause}
                  onChange={(clause) => change(withOptional(material, "clause", clause))}
                />
              </Field>
              <WhenFields
                id={id}
                path={path}
                always="都要交"
                when={material.when}
                questions={questionsOf(definition)}
                onChange={(when) => change(withOptional(material, "when", when))}
              />
              <Checkbox
                checked={material.readInBlind === true}
                onChange={({ target }) => change(withOptional(material, "readInBlind", target.checked || undefined))}
              >
                可匿名阅看
              </Checkbox>
            </div>
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
      <p className="call-muted">
        勾选“可匿名阅看”的，匿名评审时也给专家看，填报页面会提醒单位不得写入单位名称和人员姓名；没有勾选的，匿名评审时一概不给。
        {!review.isBlind && "本通知现为实名评审，所有材料专家都能看到。"}
      </p>
    </section>
  );
};
