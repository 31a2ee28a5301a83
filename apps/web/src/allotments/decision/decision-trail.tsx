import { minuteOf } from "../../ui/index.ts";
import type { Proposal } from "./proposal-page.tsx";
import { actWords } from "./words.ts";

/** Who did what and when, over exactly which content. */
export const DecisionTrail = ({ proposal }: { proposal: Proposal }) => (
  <>
    <h2>办理经过</h2>
    {proposal.trail.length === 0 ? (
      <p>还没有报送。</p>
    ) : (
      <ol className="decision-list">
        {proposal.trail.map(({ step, act, by, at, reason, documentNumber, contentSha256 }) => (
          <li key={step}>
            <strong>{actWords[act]}</strong>　{by}
            <div className="decision-when">{minuteOf(at)}</div>
            {documentNumber !== null && <div>{documentNumber}</div>}
            {reason !== null && <div>{reason}</div>}
            <div className="decision-when" title={contentSha256}>
              内容摘要{contentSha256.slice(0, 12)}
              {contentSha256 === proposal.contentSha256 ? "" : "（与现内容不同）"}
            </div>
          </li>
        ))}
      </ol>
    )}
  </>
);
