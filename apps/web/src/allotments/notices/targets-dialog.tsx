import { listAllotmentRows, listTargetCatalogue, type RowTarget, setNoticeTargets, targetOperators } from "@qiangyi/api";
import { Button, Form, Input, Modal, Select } from "antd";
import { useMemo, useState } from "react";
import { Pending, ProblemSummary, useAnswer, useSubmit } from "../../ui/index.ts";
import type { AllotmentNotice } from "./notice-page.tsx";

const blank: RowTarget = { name: "", operator: "≥", value: "", unit: "" };

/** Targets of all rows of a line at once: taken from the catalogue, their values set here. */
export const TargetsDialog = ({ notice, onClose }: { notice: AllotmentNotice; onClose: () => void }) => {
  const rows = useAnswer(listAllotmentRows, { params: { noticeId: notice.id } });
  const catalogue = useAnswer(listTargetCatalogue, {});
  if (rows.data === undefined || catalogue.data === undefined) return <Pending of={rows.data === undefined ? rows : catalogue} />;
  return <Editor notice={notice} rows={rows.data.rows} catalogue={catalogue.data.items} onClose={onClose} />;
};

interface EditorProps {
  readonly notice: AllotmentNotice;
  readonly rows: readonly { readonly line: string; readonly lineName: string; readonly targets: RowTarget[] }[];
  readonly catalogue: readonly { readonly line: string; readonly targets: RowTarget[] }[];
  readonly onClose: () => void;
}

const Editor = ({ notice, rows, catalogue, onClose }: EditorProps) => {
  const lines = useMemo(() => [...new Map(rows.map(({ line, lineName }) => [line, lineName]))], [rows]);
  const targetsOf = (id: string): RowTarget[] => {
    const known = rows.find((row) => row.line === id && row.targets.length > 0)?.targets;
    return known ?? catalogue.find((item) => item.line === id)?.targets ?? [blank];
  };
  const [line, setLine] = useState(lines[0]?.[0] ?? "");
  const [targets, setTargets] = useState<RowTarget[]>(() => targetsOf(lines[0]?.[0] ?? ""));
  const { submit, isSending, problem } = useSubmit(setNoticeTargets);
  const bare = new Map(lines.map(([id]) => [id, rows.filter((row) => row.line === id && row.targets.length === 0).length]));
  const choose = (id: string) => {
    setLine(id);
    setTargets(targetsOf(id));
  };
  const change = (at: number, part: Partial<RowTarget>) =>
    setTargets((before) => before.map((target, index) => (index === at ? { ...target, ...part } : target)));
  const used = targets.filter(({ name }) => name.trim() !== "");
  return (
    <Modal open width={760} title="绩效目标" footer={<Button onClick={onClose}>关闭</Button>} onCancel={onClose}>
      <ProblemSummary problem={problem} />
      <p>目标随资金下达，按支持项目填写到各行。指标名称取自目录，目标值由您填写；改动后须重新签署。</p>
      <Form layout="vertical">
        <Form.Item label="支持项目" htmlFor="target-line">
          <Select
            id="target-line"
            value={line}
            onChange={choose}
            options={lines.map(([value, name]) => ({
              value,
              label: `${name}${(bare.get(value) ?? 0) > 0 ? `（${bare.get(value)}行未填）` : "（已填）"}`,
            }))}
          />
        </Form.Item>
        {targets.map((target, at) => (
          <div className="target-row" key={at}>
            <Input
              aria-label={`第${at + 1}项指标`}
              value={target.name}
              onChange={({ target: { value } }) => change(at, { name: value })}
            />
            <Select
              aria-label={`第${at + 1}项比较`}
              value={target.operator}
              onChange={(operator) => change(at, { operator })}
              options={targetOperators.map((value) => ({ value, label: value }))}
            />
            <Input
              aria-label={`第${at + 1}项目标值`}
              value={target.value}
              onChange={({ target: { value } }) => change(at, { value })}
            />
            <Input
              aria-label={`第${at + 1}项单位`}
              value={target.unit}
              onChange={({ target: { value } }) => change(at, { unit: value })}
            />
            <Button type="link" onClick={() => setTargets((before) => before.filter((_, index) => index !== at))}>
              删除
            </Button>
          </div>
        ))}
        <Button onClick={() => setTargets((before) => [...before, blank])}>增加一项</Button>{" "}
        <Button
          type="primary"
          loading={isSending}
          disabled={used.length === 0}
          onClick={() => submit({ params: { noticeId: notice.id }, body: { line, targets: used } })}
        >
          填到本项目各行
        </Button>
      </Form>
    </Modal>
  );
};
