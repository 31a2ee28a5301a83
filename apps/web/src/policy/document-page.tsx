import { type PolicyTextPart, policyDocument, type RouteAnswer } from "@qiangyi/api";
import { Button } from "antd";
import { Link, useParams } from "react-router";
import { Pending, useAnswer, useSession } from "../ui/index.ts";
import { ClauseList } from "./clause-list.tsx";
import { DocumentRecord } from "./document-record.tsx";
import { OfficialPart } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";
import { useHashScroll } from "./use-hash-scroll.ts";

type Document = RouteAnswer<typeof policyDocument>;
type Article = Document["articles"][number];

/** A document: its record, then article by article our gists and figures, beside them the official text where one is loaded. */
export const DocumentPage = () => {
  const { document = "" } = useParams();
  const answer = useAnswer(policyDocument, { params: { document } });
  const { can } = useSession();
  useHashScroll(answer.data !== undefined);
  if (!answer.data) return <Pending of={answer} />;
  const { data } = answer;
  return (
    <PolicyPage
      title={data.title}
      subtitle={data.number}
      actions={
        <>
          <Link to={`/policy/documents/${data.id}/texts`}>
            <Button>{can("policy.manage") ? "原文与版本" : "原文版本"}</Button>
          </Link>
          {can("policy.manage") && data.copyOffices.length > 0 && (
            <Link to={`/policy/documents/${data.id}/copies`}>
              <Button>抄送与签收</Button>
            </Link>
          )}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      {data.validity.state === "expiring" && (
        <p className="policy-notice" role="note">
          {data.validity.text}。期内形成的记录届时仍可查阅，已下达资金继续按办法管理。
        </p>
      )}
      <DocumentRecord document={data} />
      <div className="policy-reader">
        <nav className="policy-toc no-print" aria-label="条目">
          <ol>
            {data.articles.map(({ name }) => (
              <li key={name}>
                <a href={`#${encodeURIComponent(name)}`}>{name}</a>
              </li>
            ))}
            {data.text && (
              <li>
                <a href="#official">原文全文</a>
              </li>
            )}
          </ol>
        </nav>
        <div>
          {data.articles.map((article) => (
            <ArticlePanel key={article.name} article={article} parts={data.text?.parts ?? []} />
          ))}
          {data.text && <WholeText text={data.text} />}
        </div>
      </div>
    </PolicyPage>
  );
};

const ArticlePanel = ({ article, parts }: { article: Article; parts: readonly PolicyTextPart[] }) => (
  <section className="policy-article" id={article.name} aria-label={article.name}>
    <h2>{article.name}</h2>
    {beside(article, parts).map(({ passage: { ref, clauses }, own }) => (
      <div key={ref} className={`policy-passage${own.length > 0 ? " is-paired" : ""}`}>
        <div>
          {(article.passages.length > 1 || ref !== article.name) && <h3>{ref}</h3>}
          <ClauseList clauses={clauses} />
        </div>
        {own.length > 0 && (
          <div className="policy-official" lang="zh-CN">
            {own.map((part) => (
              <OfficialPart key={part.position} part={part} anchor={false} />
            ))}
          </div>
        )}
      </div>
    ))}
  </section>
);

/**
 * The official text beside each passage: its own part, or the nearest one that holds it (第八条 for 第八条第二款), which then
 * stands once, beside the first of them.
 */
const beside = ({ passages }: Article, parts: readonly PolicyTextPart[]) => {
  const shown = new Set<string>(passages.map(({ ref }) => ref));
  return passages.map((passage) => {
    const exact = parts.filter(({ ref }) => ref === passage.ref);
    if (exact.length > 0) return { passage, own: exact };
    const [nearest] = parts
      .filter(({ ref }) => ref !== "" && passage.ref.startsWith(ref) && !/^\d/.test(passage.ref.slice(ref.length)))
      .sort((a, b) => b.ref.length - a.ref.length);
    if (!nearest || shown.has(nearest.ref)) return { passage, own: [] };
    shown.add(nearest.ref);
    return { passage, own: parts.filter(({ ref }) => ref === nearest.ref) };
  });
};

const WholeText = ({ text }: { text: NonNullable<Document["text"]> }) => (
  <section className="policy-article" id="official" aria-label="原文全文">
    <h2>
      原文全文（第{text.version}版，{text.publishedOn}载入）
    </h2>
    <div className="policy-passage policy-official">
      {text.parts.map((part) =>
        part.kind === "title" ? <h3 key={part.position}>{part.body}</h3> : <OfficialPart key={part.position} part={part} />,
      )}
    </div>
  </section>
);
