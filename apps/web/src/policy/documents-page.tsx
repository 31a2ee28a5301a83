import { type PolicyDocumentSummary, policyDocuments } from "@qiangyi/api";
import { Input } from "antd";
import { Link, useNavigate } from "react-router";
import { Pending, useAnswer } from "../ui/index.ts";
import { dateWords, ValidityLight } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";

export const DocumentsPage = () => {
  const answer = useAnswer(policyDocuments, {});
  const navigate = useNavigate();
  return (
    <PolicyPage
      title="政策库"
      subtitle="强医工程所依据的文件：逐条要点、数字和口径，任何人都可查阅"
      actions={
        <Input.Search
          aria-label="检索政策"
          placeholder="检索文件、条款和原文"
          allowClear
          style={{ width: 300 }}
          onSearch={(text) => text.trim() !== "" && void navigate(`/policy/search?q=${encodeURIComponent(text.trim())}`)}
        />
      }
    >
      {answer.data ? (
        <ul className="policy-list">
          {answer.data.documents.map((document) => (
            <li key={document.id}>
              <DocumentEntry document={document} />
            </li>
          ))}
        </ul>
      ) : (
        <Pending of={answer} />
      )}
    </PolicyPage>
  );
};

const DocumentEntry = ({ document }: { document: PolicyDocumentSummary }) => (
  <>
    <h2>
      <Link to={`/policy/documents/${document.id}`}>{document.title}</Link>
    </h2>
    <p className="policy-facts">
      <span>{document.number}</span>
      <span>{document.issuers.join("、")}</span>
      <span>印发：{dateWords(document.issued)}</span>
      <span>施行：{dateWords(document.effectiveFrom, document.effectiveFromRule)}</span>
    </p>
    <p className="policy-facts">
      <ValidityLight validity={document.validity} />
      <span>{document.openness}</span>
      <span>
        {document.clauseCount}个条款，其中{document.openQuestionCount}个有待明确
      </span>
      <span>{document.textVersion === null ? "未载入原文" : `原文第${document.textVersion}版`}</span>
    </p>
  </>
);
