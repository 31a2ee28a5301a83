import { loadPolicyText, officialTextMaxBytes, policyTexts } from "@qiangyi/api";
import { Button, Select, Upload } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { EmptyState, Light, Pending, ProblemSummary, useAnswer, useSession, useSubmit } from "../ui/index.ts";
import { PolicyPage } from "./policy-page.tsx";

/** Versions of the official text; an administrator loads the next one here and checks its split on the following page. */
export const TextsPage = () => {
  const { document = "" } = useParams();
  const answer = useAnswer(policyTexts, { params: { document } });
  const { can } = useSession();
  if (!answer.data) return <Pending of={answer} />;
  const { versions } = answer.data;
  return (
    <PolicyPage title="原文与版本" subtitle={<Link to={`/policy/documents/${document}`}>返回文件</Link>}>
      {can("policy.manage") && <Loading document={document} />}
      {versions.length === 0 ? (
        <EmptyState text="原文尚未载入；产品只带要点和数字，原文由管理人员载入" />
      ) : (
        <table className="policy-table">
          <caption>已发布的版本不可修改；新版本发布后取代旧版本，旧版本仍可查阅</caption>
          <thead>
            <tr>
              <th scope="col">版本</th>
              <th scope="col">标题</th>
              <th scope="col">来源文件</th>
              <th scope="col">载入</th>
              <th scope="col">发布日期</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.id}>
                <td>
                  <Link to={`/policy/texts/${version.id}`}>{version.version === null ? "草稿" : `第${version.version}版`}</Link>{" "}
                  {version.state === "draft" && <Light state="open" text="待核对" />}
                </td>
                <td>{version.title || "（无标题）"}</td>
                <td>{version.fileName}</td>
                <td>{[version.loadedBy, version.loadedAt.slice(0, 10)].filter(Boolean).join(" ")}</td>
                <td>{version.publishedOn ?? "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <CompareChoice versions={versions.filter(({ version }) => version !== null)} />
    </PolicyPage>
  );
};

const Loading = ({ document }: { document: string }) => {
  const navigate = useNavigate();
  const loading = useSubmit(loadPolicyText, { onDone: ({ id }) => void navigate(`/policy/texts/${id}`) });
  return (
    <section className="panel no-print" aria-label="载入原文">
      <h2>载入原文</h2>
      <ProblemSummary problem={loading.problem} />
      <ol className="policy-options">
        <li>选择正式印发的文件：txt、docx或带文字的pdf，不超过{officialTextMaxBytes / 1024 / 1024}MB；扫描件请先做文字识别</li>
        <li>系统分出标题、通知、条、款、项，存为草稿</li>
        <li>核对分条，必要时改正</li>
        <li>发布为新版本，此后不可修改</li>
      </ol>
      <Upload
        accept=".txt,.docx,.pdf"
        showUploadList={false}
        beforeUpload={(file) => {
          loading.submit({ params: { document } }, { file });
          return false;
        }}
      >
        <Button type="primary" loading={loading.isSending}>
          选择文件
        </Button>
      </Upload>
    </section>
  );
};

interface Choice {
  readonly id: string;
  readonly version: number | null;
}

const CompareChoice = ({ versions }: { versions: readonly Choice[] }) => {
  const navigate = useNavigate();
  const [after, setAfter] = useState(versions[0]?.id ?? "");
  const [before, setBefore] = useState(versions[1]?.id ?? "");
  if (versions.length < 2) return null;
  const options = versions.map(({ id, version }) => ({ value: id, label: `第${version ?? ""}版` }));
  return (
    <section className="panel no-print" aria-label="比较两个版本" style={{ marginTop: 12 }}>
      <h2>比较两个版本</h2>
      <div className="policy-filters">
        <label htmlFor="compare-before">旧</label>
        <Select id="compare-before" value={before} options={options} onChange={setBefore} style={{ width: 110 }} />
        <label htmlFor="compare-after">新</label>
        <Select id="compare-after" value={after} options={options} onChange={setAfter} style={{ width: 110 }} />
        <Button disabled={before === after} onClick={() => void navigate(`/policy/texts/${after}/comparison?with=${before}`)}>
          比较
        </Button>
      </div>
    </section>
  );
};
