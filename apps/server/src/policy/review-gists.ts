import { confirmGist, gistReviews } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { clause as clauseById } from "@qiangyi/policy/register";
import { handle, type Rooms, type Tx } from "../platform/index.ts";
import { confirmReview, type OpenReview, openReviews } from "./reviews.store.ts";
import { partsOf, textsOf } from "./texts.store.ts";

export const reviewRoutes = (rooms: Rooms): void => {
  handle(rooms, gistReviews, async ({ tx }) => {
    const reviews = [];
    const bodies = bodyReader(tx);
    for (const review of await openReviews(tx)) reviews.push(await describe(bodies, review));
    return ok({ reviews });
  });

  handle(
    rooms,
    confirmGist,
    async ({ tx, actor, clock, params, body }) =>
      (await confirmReview(tx, actor, clock.now(), { ...params, note: body.note }))
        ? ok({ confirmed: true as const })
        : refuse<Refusal<"review-not-open">>({ code: "review-not-open" }),
    { "review-not-open": [404, "没有待复核的这条要点，可能已由他人复核"] },
  );
};

type BodyReader = (document: string, version: number, ref: string) => Promise<string | null>;

/** Each version is read once, however many of its passages are asked for. */
const bodyReader = (tx: Tx): BodyReader => {
  const read = new Map<string, ReadonlyMap<string, string>>();
  return async (document, version, ref) => {
    const key = `${document}/${version}`;
    let bodies = read.get(key);
    if (!bodies) {
      const head = (await textsOf(tx, document)).find((each) => each.version === version);
      bodies = new Map(head ? (await partsOf(tx, head.id)).map((part) => [part.ref, part.body]) : []);
      read.set(key, bodies);
    }
    return bodies.get(ref) ?? null;
  };
};

const describe = async (bodyOf: BodyReader, { text, document, version, clause, ref, change }: OpenReview) => ({
  text,
  document,
  version,
  clause,
  ref,
  gist: clauseById(clause)?.gist ?? "",
  change,
  before: await bodyOf(document, version - 1, ref),
  now: await bodyOf(document, version, ref),
});
