import { changeSheet, type ScoreSheet } from "@qiangyi/api";
import { Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { ClauseLink, ProblemSummary, useSubmit } from "../ui/index.ts";
import type { PanelDetails } from "./panel-page.tsx";
import { limitText } from "./words.ts";

/** The sheet of a panel: its points may be set until the first score is in, its items and vetoes come from the call. */
export const SheetSection = ({ panel }: { panel: PanelDetails }) => {
  const [isChanging, setChanging] = useState(false);
  const { sheet } = panel;
  const mayChange = !panel.isSheetFixed && panel.state !== "void" && panel.state !== "closed";
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>评分表{panel.isSheetFixed && "（已有评分，不能再改）"}</h2>
        {mayChange && (
          <Button size="small" onClick={() => setChanging(true)}>
            调整分值
          </Button>
        )}
      </div>
      <p>
        {sheet.items.map(({ title, maxPoints }) => `${title}${maxPoints}分`).join("、")}；按百分制折算，{limitText(sheet.pass)}
        分及以上推荐，不足{limitText(sheet.revise)}分不予推荐，极差超过{sheet.spread}分复评。
      </p>
      {sheet.vetoes.length > 0 && (
        <p>
          必答（答“否”即一票否决）：
          {sheet.vetoes.map(({ id, title, clause }) => (
            <span key={id} className="reasons">
              {title} <ClauseLink id={clause} />　
            </span>
          ))}
        </p>
      )}
      {isChanging && <SheetDialog panel={panel} onClose={() => setChanging(false)} />}
    </section>
  );
};

const SheetDialog = ({ panel, onClose }: { panel: PanelDetails; onClose: () => void }) => {
  const [sheet, setSheet] = useState<ScoreSheet>(panel.sheet);
  const { submit, isSending, problem } = useSubmit(changeSheet, { onDone: onClose });
  const marks = [
    ["pass", "推荐线"],
    ["revise", "不予推荐线"],
  ] as const;
  return (
    <Modal
      open
      title="调整分值"
      okText="保存"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { panelId: panel.id }, body: sheet })}
    >
      <ProblemSummary problem={problem} />
      <p>首份评分（草稿也算）保存后不能再改。</p>
      <div className="sheet-points">
        {sheet.items.map(({ id, title, maxPoints }) => (
          <Points
            key={id}
            id={`points-${id}`}
            label={`${title}满分`}
            value={maxPoints}
            onChange={(points) =>
              setSheet({ ...sheet, items: sheet.items.map((item) => (item.id === id ? { ...item, maxPoints: points } : item)) })
            }
          />
        ))}
        {marks.map(([name, label]) => (
          <Points
            key={name}
            id={`mark-${name}`}
            label={label}
            value={Math.round(sheet[name] / 100)}
            onChange={(points) => setSheet({ ...sheet, [name]: points * 100 })}
          />
        ))}
        <Points
          id="mark-spread"
          label="极差限值（超过即复评）"
          value={sheet.spread}
          onChange={(spread) => setSheet({ ...sheet, spread })}
        />
      </div>
    </Modal>
  );
};

interface PointsProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly onChange: (points: number) => void;
}

const Points = ({ id, label, value, onChange }: PointsProps) => (
  <>
    <label htmlFor={id}>{label}（分）</label>
    <InputNumber id={id} min={1} max={100} precision={0} value={value} onChange={(points) => onChange(points ?? 1)} />
  </>
);
