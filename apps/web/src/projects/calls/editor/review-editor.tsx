import type { ReviewMethod, ScoreItem } from "@qiangyi/projects";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { Light } from "../../../ui/index.ts";
import { Field } from "../field.tsx";
import { ClauseSelect } from "./clause-select.tsx";
import { freeId, replaceAt } from "./edit-list.ts";
import type { EditorProps } from "./editor-props.ts";
import { MisfitsOf } from "./misfits.tsx";
import { RowButtons } from "./row-buttons.tsx";

/** Score sheet and method; the sum of the points is shown while it is being made. */
export const ReviewEditor = ({ definition, onChange }: EditorProps) => {
  const { review } = definition;
  const put = (next: Partial<ReviewMethod>) => onChange({ ...definition, review: { ...review, ...next } });
  return (
    <section aria-label="评审办法" data-path="review">
      <div className="panel">
        <div className="editor-fields">
          <Field id="review-kind" label="评审方式" path="review.kind">
            <Select
              id="review-kind"
              aria-label="评审方式"
              value={review.kind}
              onChange={(kind) => put({ kind })}
              options={[
                { value: "score", label: "专家打分" },
                { value: "decision-only", label: "审查后决定" },
              ]}
              style={{ width: "100%" }}
            />
          </Field>
          {review.kind === "score" && <Numbers review={review} put={put} />}
          <Field id="review-fields" label="须有哪些专业的专家" path="review.fields">
            <Select
              id="review-fields"
              aria-label="须有哪些专业的专家"
              mode="tags"
              value={[...review.fields]}
              onChange={(fields) => put({ fields })}
              placeholder="不限"
              style={{ width: "100%" }}
            />
          </Field>
          <Checkbox checked={review.isBlind} onChange={({ target }) => put({ isBlind: target.checked })}>
            匿名评审
          </Checkbox>
        </div>
      </div>
      {review.kind === "score" && <Items review={review} put={put} />}
      <Vetoes review={review} put={put} />
    </section>
  );
};

interface PartProps {
  readonly review: ReviewMethod;
  readonly put: (next: Partial<ReviewMethod>) => void;
}

const Numbers = ({ review, put }: PartProps) => (
  <>
    <Field id="review-experts" label="专家人数（五人以上单数）" path="review.experts">
      <InputNumber
        id="review-experts"
        min={1}
        max={99}
        precision={0}
        value={review.experts}
        onChange={(experts) => put({ experts: experts ?? 5 })}
      />
    </Field>
    <Field id="review-pass" label="推荐线（分）" path="review.pass">
      <InputNumber
        id="review-pass"
        min={0}
        max={100}
        precision={2}
        value={review.pass / 100}
        onChange={(pass) => put({ pass: Math.round((pass ?? 0) * 100) })}
      />
    </Field>
    <Field id="review-revise" label="修改后推荐线（分）" path="review.revise">
      <InputNumber
        id="review-revise"
        min={0}
        max={100}
        precision={2}
        value={review.revise / 100}
        onChange={(revise) => put({ revise: Math.round((revise ?? 0) * 100) })}
      />
    </Field>
    <Field id="review-spread" label="最高分与最低分相差超过多少分须复评" path="review.spread">
      <InputNumber
        id="review-spread"
        min={0}
        max={100}
        precision={0}
        value={review.spread}
        onChange={(spread) => put({ spread: spread ?? 0 })}
      />
    </Field>
  </>
);

const Items = ({ review, put }: PartProps) => {
  const { items } = review;
  const total = items.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const isEqual = items.length > 0 && items.every(({ maxPoints }) => maxPoints === 100);
  const set = (next: readonly ScoreItem[]) => put({ items: next });
  return (
    <div className="panel" data-path="review.items">
      <div className="editor-bar">
        <strong>评分项</strong>
        <Light
          state={total === 100 || isEqual ? "good" : "bad"}
          text={isEqual && total !== 100 ? `每项100分，等权折合100分` : `合计${total}分${total === 100 ? "" : "，应为100分"}`}
        />
      </div>
      <MisfitsOf places={["review.items"]} />
      {items.map((item, index) => {
        const { clause, ...others } = item;
        return (
          <div className="editor-row" key={item.id} data-path={`review.items.${index}`}>
            <div className="editor-row-head">
              <Input
                aria-label={`第${index + 1}个评分项`}
                value={item.title}
                maxLength={60}
                style={{ flex: "1 1 200px" }}
                onChange={({ target }) => set(replaceAt(items, index, { ...item, title: target.value }))}
              />
              <InputNumber
                aria-label={`“${item.title}”满分`}
                min={1}
                max={100}
                precision={0}
                suffix="分"
                value={item.maxPoints}
                onChange={(maxPoints) => set(replaceAt(items, index, { ...item, maxPoints: maxPoints ?? 1 }))}
              />
              <RowButtons name={item.title} items={items} index={index} onChange={set} />
            </div>
            <MisfitsOf places={placesOfItem("review.items", index)} />
            <Field id={`item-${item.id}-clause`} label="依据条款" path={`review.items.${index}.clause`}>
              <ClauseSelect
                id={`item-${item.id}-clause`}
                value={clause}
                onChange={(next) => set(replaceAt(items, index, next === undefined ? others : { ...others, clause: next }))}
              />
            </Field>
          </div>
        );
      })}
      <Button
        size="small"
        onClick={() => set([...items, { id: freeId("i", idsOf(review)), title: "新的评分项", maxPoints: 10 }])}
      >
        加一个评分项
      </Button>
    </div>
  );
};

const placesOfItem = (list: string, index: number): readonly string[] =>
  ["", ".id", ".title", ".maxPoints"].map((part) => `${list}.${index}${part}`);

const idsOf = ({ items, vetoes }: ReviewMethod): readonly string[] => [...items, ...vetoes].map(({ id }) => id);

const Vetoes = ({ review, put }: PartProps) => {
  const { vetoes } = review;
  const first = vetoes[0] ?? review.items.find(({ clause }) => clause !== undefined);
  return (
    <div className="panel">
      <div className="editor-bar">
        <strong>一票否决</strong>
        <span className="call-muted">专家认为不符合的，不予推荐</span>
      </div>
      {vetoes.map((veto, index) => (
        <div className="editor-row" key={veto.id} data-path={`review.vetoes.${index}`}>
          <div className="editor-row-head">
            <Input
              aria-label={`第${index + 1}个否决项`}
              value={veto.title}
              maxLength={60}
              style={{ flex: "1 1 200px" }}
              onChange={({ target }) => put({ vetoes: replaceAt(vetoes, index, { ...veto, title: target.value }) })}
            />
            <RowButtons name={veto.title} items={vetoes} index={index} onChange={(next) => put({ vetoes: next })} />
          </div>
          <MisfitsOf places={placesOfItem("review.vetoes", index)} />
          <Field id={`veto-${veto.id}-clause`} label="依据条款" path={`review.vetoes.${index}.clause`}>
            <ClauseSelect
              id={`veto-${veto.id}-clause`}
              value={veto.clause}
              onChange={(clause) => put({ vetoes: replaceAt(vetoes, index, { ...veto, clause: clause ?? veto.clause }) })}
            />
          </Field>
        </div>
      ))}
      <Button
        size="small"
        onClick={() =>
          put({
            vetoes: [
              ...vetoes,
              { id: freeId("v", idsOf(review)), title: "符合……", clause: first?.clause ?? "qiangyi-2024.art5.a" },
            ],
          })
        }
      >
        加一个否决项
      </Button>
    </div>
  );
};
