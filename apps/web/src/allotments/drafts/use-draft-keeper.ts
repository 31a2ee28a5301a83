import type { DraftEntry, DraftEntryValue, SavedEntry, SentEntry } from "@qiangyi/api";
import { useState } from "react";
import { ApiProblem, useSession } from "../../ui/index.ts";
import { AnswerKeeper, type KeptAnswer } from "../../ui/saving/answer-keeper.ts";
import { sentTogether } from "../../ui/saving/sent-together.ts";
import { unsentOf } from "../../ui/saving/unsent.ts";
import { useKeeping } from "../../ui/saving/use-keeping.ts";

export type KeptEntries = ReadonlyMap<string, KeptAnswer>;

interface DraftParts<Saved extends { readonly entries: readonly SavedEntry[] }> {
  readonly noticeId: string;
  /** What the server has; the same array as long as it says the same. */
  readonly entries: readonly DraftEntry[];
  readonly send: (entries: SentEntry[]) => Promise<Saved>;
}

/** A draft of a notice, saved cell by cell while it is written; `saved` is the newest answer, with the sums of the server. */
export const useDraftKeeper = <Saved extends { readonly entries: readonly SavedEntry[] }>(parts: DraftParts<Saved>) => {
  const { noticeId, entries, send } = parts;
  const { account } = useSession();
  const [saved, setSaved] = useState<Saved>();
  const [stored, setStored] = useState(() => ({ from: entries, list: storedOf(entries) }));
  if (stored.from !== entries) setStored({ from: entries, list: storedOf(entries) });
  const [keeper] = useState(() => {
    const sendOne = sentTogether<SentEntry, SavedEntry>(async (together) => {
      const answer = await send([...together]);
      setSaved(answer);
      return answer.entries;
    });
    const made = new AnswerKeeper({
      send: async (place, value, version) => {
        const { problem, ...done } = await sendOne({ place, value: (value ?? null) as DraftEntryValue, version });
        if (problem) throw new ApiProblem(problemOf(problem));
        return { version: done.version, savedAt: done.savedAt };
      },
      problemOf: (error) => {
        if (error instanceof ApiProblem) return error.problem;
        throw error;
      },
      storage: unsentOf(`qiangyi.allotments.${account?.id ?? ""}.${noticeId}.`),
      isSecret: () => false,
      delay: 800,
      retryEvery: 5_000,
    });
    made.absorb(storedOf(entries));
    made.restore();
    return made;
  });
  const kept: KeptEntries = useKeeping(keeper, stored.list, "allotments");
  return { keeper, kept, saved };
};

const storedOf = (entries: readonly DraftEntry[]) =>
  entries.map(({ place, value, version, savedAt }) => ({ question: place, value, version, savedAt: savedAt ?? "" }));

const problemOf = ({ code, detail, current }: NonNullable<SavedEntry["problem"]>): ApiProblem["problem"] => ({
  type: "about:blank",
  title: detail,
  status: code === "ANSWER_CHANGED" ? 409 : 422,
  code,
  detail,
  ...(current !== null && { current: { ...current, masked: null } }),
});
