import type { ClauseSummary } from "@qiangyi/api";
import { Link } from "react-router";
import { Light } from "../ui/index.ts";

/** Clauses as a list of gists with their figures; each opens its own page. */
export const ClauseList = ({ clauses }: { clauses: readonly ClauseSummary[] }) => (
  <ul className="policy-clauses">
    {clauses.map((clause) => (
      <li key={clause.id}>
        <p className="policy-gist">
          <span className="policy-kind">{clause.kindLabel}</span>
          <Link to={`/policy/clauses/${encodeURIComponent(clause.id)}`}>{clause.gist}</Link>
        </p>
        <Figures figures={clause.figures} />
        <p className="policy-meta">
          {clause.actors.length > 0 && <span>{clause.actors.join("、")}</span>}
          {clause.actsIn > 0 && <span>在系统中{clause.actsIn}处起作用</span>}
          {clause.openQuestion && <Light state="open" text="有待明确" />}
          {clause.needsReview && <Light state="warning" text="原文已变，要点待复核" />}
        </p>
      </li>
    ))}
  </ul>
);

export const Figures = ({ figures }: { figures: ClauseSummary["figures"] }) =>
  figures.length === 0 ? null : (
    <ul className="policy-figures">
      {figures.map(({ name, label, text }) => (
        <li key={name}>
          {label} <b>{text}</b>
        </li>
      ))}
    </ul>
  );
