import { type DrawRecordAnswer, drawRecord, readDrawRecord } from "@qiangyi/api";
import { checkRecord } from "@qiangyi/projects";
import { Alert, Button, Form, Input, Table, Upload } from "antd";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { EmptyState, Light, Page, Pending, ScrollBox, useAnswer } from "../ui/index.ts";
import { DrawnList, namesIn } from "./drawn-list.tsx";
import "./reviews.css";

/** 重算: the record alone, pasted, loaded or fetched, is drawn again in this browser; nothing is asked of the server. */
export const RerunPage = () => {
  const [search] = useSearchParams();
  const panelId = search.get("panel");
  const published = useAnswer(readDrawRecord, { params: { panelId: panelId ?? "" } }, { enabled: panelId !== null });
  const [pasted, setPasted] = useState<string>();
  const text = pasted ?? (published.data ? JSON.stringify(published.data, null, 2) : "");
  const record = useMemo(() => readRecord(text), [text]);
  return (
    <Page
      title="重算抽取"
      subtitle="只用公布的抽取记录，在您的浏览器里从头再抽一次，逐步与公布的结果比对。重算过程不连接服务器"
      actions={
        text !== "" && (
          <a href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`} download="抽取记录.json">
            <Button>保存抽取记录</Button>
          </a>
        )
      }
    >
      {panelId !== null && published.data === undefined && pasted === undefined && <Pending of={published} />}
      <section className="panel">
        <h2>重算结果</h2>
        {record.kind === "none" ? (
          <EmptyState text="请在下面粘贴或载入抽取记录" />
        ) : record.kind === "unreadable" ? (
          <Alert type="error" showIcon title="这不是一份抽取记录" description={record.because} />
        ) : (
          <Checked record={record.record} />
        )}
      </section>
      <section className="panel no-print">
        <h2>抽取记录</h2>
        <Form layout="vertical">
          <Form.Item label="记录内容（JSON）" htmlFor="draw-record" extra="可以改动一处再看：任何一步对不上，上面都会指出">
            <Input.TextArea
              id="draw-record"
              className="digest"
              rows={14}
              spellCheck={false}
              value={text}
              onChange={({ target }) => setPasted(target.value)}
            />
          </Form.Item>
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then(setPasted);
              return false;
            }}
          >
            <Button>从文件载入</Button>
          </Upload>
        </Form>
      </section>
    </Page>
  );
};

type Read =
  | { readonly kind: "none" }
  | { readonly kind: "unreadable"; readonly because: string }
  | { readonly kind: "record"; readonly record: DrawRecordAnswer };

const readRecord = (text: string): Read => {
  if (text.trim() === "") return { kind: "none" };
  try {
    const parsed = drawRecord.safeParse(JSON.parse(text));
    if (parsed.success) return { kind: "record", record: parsed.data };
    return { kind: "unreadable", because: `缺少或写错：${parsed.error.issues.map(({ path }) => path.join(".")).join("、")}` };
  } catch {
    return { kind: "unreadable", because: "内容不是完整的JSON，请整份粘贴" };
  }
};

const Checked = ({ record }: { record: DrawRecordAnswer }) => {
  const checks = checkRecord(record);
  const nameOf = namesIn(record);
  const shown = (text: string, isOfExperts: boolean) =>
    isOfExperts ? <span className="digest-cell">{text.split(" ").map(nameOf).join("、")}</span> : <Digest text={text} />;
  const wrong = checks.filter(({ isRight }) => !isRight).length;
  return (
    <>
      <Alert
        className="review-note"
        showIcon
        type={wrong === 0 ? "success" : "error"}
        title={
          wrong > 0
            ? `${wrong}步与公布的不一致`
            : record.seed === null
              ? "候选名单与公布的哈希一致；尚未抽取"
              : `全部${checks.length}步一致：从${record.candidates.length}名候选人中抽取${record.experts}人，结果与公布的相同`
        }
      />
      <ScrollBox label="逐步比对表格">
        <Table
          size="small"
          pagination={false}
          rowKey={({ what }) => what}
          dataSource={checks}
          columns={[
            { title: "步骤", dataIndex: "what" },
            {
              title: "比对",
              render: (_, { isRight }) => <Light state={isRight ? "good" : "bad"} text={isRight ? "一致" : "不一致"} />,
            },
            { title: "公布的", render: (_, { published, isOfExperts }) => shown(published, isOfExperts) },
            { title: "重算的", render: (_, { computed, isOfExperts }) => shown(computed, isOfExperts) },
          ]}
        />
      </ScrollBox>
      <DrawnList record={record} nameOf={nameOf} />
    </>
  );
};

const Digest = ({ text }: { text: string }) => <span className="digest digest-cell">{text}</span>;
