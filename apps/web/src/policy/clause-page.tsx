import { type ActsAt, policyClause } from "@qiangyi/api";
import { Link, useParams } from "react-router";
import { EmptyState, Light, Pending, useAnswer } from "../ui/index.ts";
import { Figures } from "./clause-list.tsx";
import { ClauseMoney } from "./clause-money.tsx";
import { CitedList } from "./document-record.tsx";
import { OfficialPart } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";

const placeKinds: Readonly<Record<ActsAt["kind"], string>> = {
  "funding-line": "支持项目",
  reading: "口径",
  setting: "须录入事项",
  register: "台账",
  conduct: "办理规则",
  page: "页面",
};

export const ClausePage = () => {
  const { clause = "" } = useParams();
  const answer = useAnswer(policyClause, { params: { clause } });
  if (!answer.data) return <Pending of={answer} />;
  const { data } = answer;
  return (
    <PolicyPage
      title={data.ref}
      subtitle={
        <>
          <Link to={`/policy/documents/${data.document.id}#${encodeURIComponent(data.article)}`}>
            {data.document.title}（{data.document.number}）
          </Link>
          <span className="policy-clause-id">条款标识 {data.id}</span>
        </>
      }
    >
      {data.review && (
        <p className="policy-notice" role="note">
          原文第{data.review.version}版的这一段有变动，要点尚待复核；请以原文为准。
        </p>
      )}
      <section className="panel" aria-label="要点">
        <p className="policy-gist reading">
          <span className="policy-kind">{data.kindLabel}</span>
          {data.gist}
        </p>
        <Figures figures={data.figures} />
        {data.openQuestion && <Light state="open" text="条文在此有待明确" />}
        <dl className="policy-record" style={{ marginTop: 10 }}>
          {data.actors.length > 0 && (
            <>
              <dt>责任方</dt>
              <dd>{data.actors.join("、")}</dd>
            </>
          )}
          {data.leads.length > 0 && (
            <>
              <dt>牵头</dt>
              <dd>
                {data.leads.join("、")}
                {data.leadMode !== null && `（${data.leadMode}）`}
              </dd>
            </>
          )}
          {data.basis.length > 0 && (
            <>
              <dt>依据</dt>
              <dd>
                <CitedList cited={data.basis.map((each) => ({ ...each, clauses: [] }))} refs={new Map()} />
              </dd>
            </>
          )}
          {data.links.length > 0 && (
            <>
              <dt>相关条款</dt>
              <dd>
                <ul>
                  {data.links.map(({ id, name }) => (
                    <li key={id}>
                      <Link to={`/policy/clauses/${encodeURIComponent(id)}`}>{name}</Link>
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="panel" aria-label="在系统中的作用">
        <h2>在系统中的作用</h2>
        {data.places.length === 0 ? (
          <EmptyState text="这一条是目的、说明或由人办理的事项，系统中没有据它计算或检查的地方" />
        ) : (
          <Places places={data.places} />
        )}
      </section>
      <ClauseMoney clause={data.id} />
      <section className="panel" aria-label="原文">
        <h2>原文{data.textVersion !== null && `（第${data.textVersion}版）`}</h2>
        {data.officialText.length === 0 ? (
          <EmptyState
            text={data.textVersion === null ? "原文尚未载入；上面的要点是归纳，不是原文" : "已载入的原文中没有分出这一段"}
          />
        ) : (
          <div className="policy-official">
            {data.officialText.map((part) => (
              <OfficialPart key={part.position} part={part} />
            ))}
          </div>
        )}
      </section>
      <nav className="policy-neighbours no-print" aria-label="前后条款">
        {data.previous === null ? <span /> : <Link to={`/policy/clauses/${encodeURIComponent(data.previous)}`}>← 上一条款</Link>}
        {data.next !== null && <Link to={`/policy/clauses/${encodeURIComponent(data.next)}`}>下一条款 →</Link>}
      </nav>
    </PolicyPage>
  );
};

const Places = ({ places }: { places: readonly ActsAt[] }) => (
  <table className="policy-table">
    <caption className="visually-hidden">据这一条计算、检查或显示之处</caption>
    <thead>
      <tr>
        <th scope="col">类别</th>
        <th scope="col">何处</th>
        <th scope="col">作用</th>
      </tr>
    </thead>
    <tbody>
      {places.map(({ kind, name, role, href }) => (
        <tr key={`${kind} ${name} ${role}`}>
          <td>{placeKinds[kind]}</td>
          <td>{href === null ? name : <Link to={href}>{name}</Link>}</td>
          <td>{role}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
