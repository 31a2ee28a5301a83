import type { policyDocument, RouteAnswer } from "@qiangyi/api";
import { Link } from "react-router";
import { ClauseLink } from "../ui/index.ts";
import { dateWords, ValidityLight } from "./parts.tsx";

type Document = RouteAnswer<typeof policyDocument>;
type Cited = Document["basis"][number];

export const DocumentRecord = ({ document }: { document: Document }) => (
  <section className="panel" aria-label="文件信息">
    <dl className="policy-record">
      <dt>印发机关</dt>
      <dd>
        {document.issuers.join("、")}
        {document.approvedBy !== null && `（经${document.approvedBy}同意）`}
      </dd>
      <dt>印发日期</dt>
      <dd>
        {dateWords(document.issued)}
        {document.issuedNote !== null && `（${document.issuedNote}）`}
      </dd>
      <dt>施行日期</dt>
      <dd>{dateWords(document.effectiveFrom, document.effectiveFromRule)}</dd>
      <dt>有效期至</dt>
      <dd>{dateWords(document.effectiveTo, document.effectiveToRule)}</dd>
      <dt>效力</dt>
      <dd>
        <ValidityLight validity={document.validity} />
      </dd>
      <dt>公开属性</dt>
      <dd>{document.openness}</dd>
      {document.purpose !== null && (
        <>
          <dt>目的</dt>
          <dd>{document.purpose}</dd>
        </>
      )}
      <dt>主送</dt>
      <dd>{document.addressees.join("、") || "未载明"}</dd>
      {document.copyTo.length > 0 && (
        <>
          <dt>抄送</dt>
          <dd>
            {document.copyTo.join("、")}
            {document.copyOffices.length > 0 && `（${document.copyOffices.length}个）`}
          </dd>
        </>
      )}
      <CitedRow title="制定依据" cited={document.basis} refs={refsOf(document)} />
      <CitedRow title="政策背景" cited={document.background} refs={refsOf(document)} />
    </dl>
    <More document={document} />
  </section>
);

/** What few readers look for stands folded, so that the clauses begin on the first screen. */
const More = ({ document }: { document: Document }) => (
  <details className="policy-more">
    <summary>抄送单位、援引文件和所供文本的讹误</summary>
    <dl className="policy-record">
      {document.copyOffices.length > 0 && (
        <>
          <dt>监管处（{document.copyOffices.length}个）</dt>
          <dd>{document.copyOffices.join("、")}</dd>
        </>
      )}
      <CitedRow title="援引文件" cited={document.reliesOn} refs={refsOf(document)} />
      {document.defects.length > 0 && (
        <>
          <dt>所供文本的讹误</dt>
          <dd>
            <ul>
              {document.defects.map(({ place, printed, readAs }) => (
                <li key={`${place} ${printed}`}>
                  {place}：印作“{printed}”，读作“{readAs}”
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  </details>
);

/** References of the document's own clauses by their ids. */
const refsOf = ({ articles }: Document): ReadonlyMap<string, string> =>
  new Map(
    articles.flatMap(({ passages }) => passages.flatMap(({ ref, clauses }) => clauses.map(({ id }) => [id, ref] as const))),
  );

interface CitedProps {
  readonly cited: readonly Cited[];
  readonly refs: ReadonlyMap<string, string>;
}

const CitedRow = ({ title, cited, refs }: CitedProps & { title: string }) =>
  cited.length === 0 ? null : (
    <>
      <dt>{title}</dt>
      <dd>
        <CitedList cited={cited} refs={refs} />
      </dd>
    </>
  );

/** Cited documents; one that the register holds can be opened, of the others it is said that they were not supplied. */
export const CitedList = ({ cited, refs }: CitedProps) => (
  <ul>
    {cited.map((each) => (
      <li key={each.title}>
        {each.document === null ? (
          <>
            {each.title}
            {each.number !== null && `（${each.number}）`}
            <span className="figure-note">　未收录　</span>
          </>
        ) : (
          <Link to={`/policy/documents/${each.document}`}>
            {each.title}
            {each.number !== null && `（${each.number}）`}
          </Link>
        )}
        {each.clauses.length > 0 && (
          <>
            　
            {each.clauses.map((id) => (
              <span key={id}>
                <ClauseLink id={id}>{refs.get(id) ?? id}</ClauseLink>{" "}
              </span>
            ))}
          </>
        )}
      </li>
    ))}
  </ul>
);
