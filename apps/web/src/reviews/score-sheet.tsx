import { lockScore, type RouteAnswer, readReviewPaper, type ScoreSheet } from "@qiangyi/api";
import { Alert, App, Button, Form, Input, Radio } from "antd";
import { type KeyboardEvent, useState } from "react";
import { ClauseLink, Light, minuteOf, ProblemSummary, savedTimeOf, useSubmit } from "../ui/index.ts";
import { type DraftState, useScoreDraft } from "./use-score-draft.ts";
import { pointsText, typedPoints } from "./words.ts";

interface SheetProps {
  readonly panelId: string;
  readonly projectId: string;
  readonly sheet: ScoreSheet;
  readonly score: RouteAnswer<typeof readReviewPaper>["score"];
}

const stateWords: Record<DraftState, string> = {
  saved: "已保存",
  waiting: "等待保存",
  saving: "保存中",
  offline: "未保存：网络不通，正在重试，请勿关闭页面",
  refused: "未保存",
};

/** The sheet: numbers by keyboard (回车到下一格), saved as one types, locked for good by a second, asked step. */
export const ScoreSheetForm = ({ panelId, projectId, sheet, score }: SheetProps) => {
  const { entries, change, state, saved, problem, flush } = useScoreDraft({ panelId, projectId }, score);
  const locking = useSubmit(lockScore);
  const { modal } = App.useApp();
  const isLocked = score.lockedAt !== null;
  const ask = async () => {
    const version = await flush();
    modal.confirm({
      title: "提交评分",
      content: "提交后评分锁定，不能再修改。",
      okText: "提交并锁定",
      cancelText: "再看看",
      onOk: () => locking.submit({ params: { panelId, projectId }, body: { version } }),
    });
  };
  return (
    <Form
      layout="vertical"
      className="panel score-sheet"
      aria-label="评分表"
      onFinish={() => void ask()}
      onKeyDown={(event: KeyboardEvent<HTMLFormElement>) => {
        if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void flush();
        }
      }}
    >
      <h2>评分表</h2>
      <ProblemSummary problem={locking.problem ?? problem} />
      {isLocked && (
        <Alert type="success" showIcon title={`已于${minuteOf(score.lockedAt ?? "")}提交锁定`} className="review-note" />
      )}
      {sheet.vetoes.map(({ id, title, clause }) => (
        <div className="score-veto" key={id}>
          <span id={`veto-${id}`}>
            {title}
            <span className="after-link">
              <ClauseLink id={clause} />
            </span>
          </span>
          <Radio.Group
            aria-labelledby={`veto-${id}`}
            disabled={isLocked}
            value={entries.vetoes[id] ?? null}
            onChange={({ target }) => change({ ...entries, vetoes: { ...entries.vetoes, [id]: target.value === true } })}
            options={[
              { value: true, label: "是" },
              { value: false, label: "否（一票否决）" },
            ]}
          />
        </div>
      ))}
      {sheet.items.map(({ id, title, maxPoints }) => (
        <PointsInput
          key={id}
          id={`score-${id}`}
          title={title}
          maxPoints={maxPoints}
          isLocked={isLocked}
          start={score.items[id] ?? null}
          onChange={(points) => change({ ...entries, items: { ...entries.items, [id]: points } })}
        />
      ))}
      <Form.Item label="评审意见" htmlFor="score-comment" extra="有必答项答“否”时必填">
        <Input.TextArea
          id="score-comment"
          rows={3}
          maxLength={2000}
          disabled={isLocked}
          value={entries.comment}
          onChange={({ target }) => change({ ...entries, comment: target.value })}
        />
      </Form.Item>
      <div className="score-foot">
        <div className="score-total">
          <span>总分（百分制）</span>
          <span>{pointsText(isLocked ? score.total : saved.total)}</span>
        </div>
        {!isLocked && (
          <>
            <div className={`score-save${state === "offline" || state === "refused" ? " is-unsaved" : ""}`} role="status">
              {state === "saved" && saved.at !== null
                ? `草稿已保存 ${savedTimeOf(saved.at)}`
                : state === "saved"
                  ? "填写后自动保存"
                  : stateWords[state]}
            </div>
            <div className="score-actions">
              <Button type="primary" htmlType="submit" loading={locking.isSending}>
                提交并锁定
              </Button>
            </div>
          </>
        )}
      </div>
    </Form>
  );
};

interface PointsProps {
  readonly id: string;
  readonly title: string;
  readonly maxPoints: number;
  readonly isLocked: boolean;
  readonly start: number | null;
  readonly onChange: (points: number | null) => void;
}

/** Points of one item; only a number within its maximum reaches the draft, anything else stays marked where it stands. */
const PointsInput = ({ id, title, maxPoints, isLocked, start, onChange }: PointsProps) => {
  const [typed, setTyped] = useState(start === null ? "" : pointsText(start).replace(/\.?0+$/, "") || "0");
  const points = typedPoints(typed);
  const isWrong = points === undefined || (points !== null && points > maxPoints * 100);
  return (
    <div className="score-item">
      <label htmlFor={id}>
        {title}
        {isWrong && <Light state="bad" text={`0至${maxPoints}分，至多两位小数`} />}
      </label>
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        disabled={isLocked}
        value={typed}
        suffix={`/ ${maxPoints}`}
        {...(isWrong && { status: "error" as const, "aria-invalid": true })}
        onChange={({ target }) => {
          setTyped(target.value);
          const next = typedPoints(target.value);
          if (next !== undefined && (next === null || next <= maxPoints * 100)) onChange(next);
        }}
        onPressEnter={(event) => {
          event.preventDefault();
          const fields = [...document.querySelectorAll<HTMLElement>(".score-item input, #score-comment")];
          fields[fields.indexOf(event.currentTarget) + 1]?.focus();
        }}
      />
    </div>
  );
};
