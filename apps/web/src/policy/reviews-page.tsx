import { confirmGist, type GistReview, gistReviews } from "@qiangyi/api";
import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Pending, ProblemSummary, useAnswer, useSubmit } from "../ui/index.ts";
import { PolicyPage } from "./policy-page.tsx";

const changes: Readonly<Record<GistReview["change"], string>> = {
  changed: "条文有改动",
  removed: "条文已删去",
  added: "条文为新增",
};

/** Gists whose passage reads differently in the newest version: compare, then confirm or note what has to be rewritten. */
export const ReviewsPage = () => {
  const answer = useAnswer(gistReviews, {});
  if (!answer.data) return <Pending of={answer} />;
  const { reviews } = answer.data;
  return (
    <PolicyPage title="要点复核" subtitle={`原文新版本发布后有${reviews.length}条要点待复核`}>
      {reviews.length === 0 && <EmptyState text="没有待复核的要点" />}
      {reviews.map((review) => (
        <ReviewPanel key={review.clause} review={review} />
      ))}
    </PolicyPage>
  );
};

const ReviewPanel = ({ review }: { review: GistReview }) => {
  const [note, setNote] = useState("");
  const confirmation = useSubmit(confirmGist);
  return (
    <section className="panel" aria-label={review.clause}>
      <h2>
        <Link to={`/policy/clauses/${encodeURIComponent(review.clause)}`}>{review.ref}</Link>　{changes[review.change]}
      </h2>
      <ProblemSummary problem={confirmation.problem} />
      <dl className="policy-record">
        <dt>要点</dt>
        <dd>{review.gist}</dd>
        <dt>原为</dt>
        <dd className="policy-official">{review.before ?? "（无）"}</dd>
        <dt>现为</dt>
        <dd className="policy-official">{review.now ?? "（无）"}</dd>
      </dl>
      <div className="policy-filters" style={{ marginTop: 8 }}>
        <Input
          aria-label={`${review.ref}的复核结论`}
          placeholder="复核结论，如：要点仍相符"
          style={{ maxWidth: 420 }}
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button
          loading={confirmation.isSending}
          onClick={() => confirmation.submit({ params: { text: review.text, clause: review.clause }, body: { note } })}
        >
          确认
        </Button>
      </div>
    </section>
  );
};
