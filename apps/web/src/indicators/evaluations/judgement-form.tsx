import { type AttributeRating, attributeRatings, type JudgementView, writeJudgement } from "@qiangyi/api";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { judgementId } from "./judgement-id.ts";

interface FormProps {
  readonly id: string;
  readonly clause: string;
  readonly judgement: JudgementView;
  readonly isRated: boolean;
}

/** The words on one attribute, kept by themselves: a refusal loses nothing. */
export const JudgementForm = ({ id, clause, judgement, isRated }: FormProps) => {
  const { attribute, version, written } = judgement;
  const [text, setText] = useState(judgement.text);
  const [rating, setRating] = useState(judgement.rating);
  const { submit, isSending, problem } = useSubmit(writeJudgement);
  const field = judgementId(clause, attribute);
  const isChanged = text !== judgement.text || rating !== judgement.rating;
  return (
    <>
      <ProblemSummary problem={problem} fields={{ text: { label: attribute, id: field } }} />
      <div className="judgement-form">
        <label htmlFor={field}>{attribute}</label>
        <div>
          <Input.TextArea
            id={field}
            autoSize={{ minRows: 2, maxRows: 10 }}
            maxLength={2000}
            placeholder="书面评判"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <p className="print-only">{judgement.text}</p>
          {written !== null && (
            <span className="board-note">
              {written.by}，{written.at.slice(0, 10)}
            </span>
          )}
        </div>
        <div className="judgement-side no-print">
          {isRated && (
            <Select<AttributeRating>
              aria-label={`${attribute}的等次`}
              placeholder="等次"
              allowClear
              value={rating}
              onChange={(value: AttributeRating | undefined) => setRating(value ?? null)}
              options={Object.entries(attributeRatings).map(([value, label]) => ({ value: value as AttributeRating, label }))}
            />
          )}
          <Button
            size="small"
            aria-label={`保存：${attribute}`}
            disabled={!isChanged}
            loading={isSending}
            onClick={() => submit({ params: { id }, body: { goal: clause, attribute, rating, text, version } })}
          >
            保存
          </Button>
        </div>
      </div>
    </>
  );
};
