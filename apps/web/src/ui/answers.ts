import type { Route, RouteAnswer, RouteInput } from "@qiangyi/api";
import { keepPreviousData, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiProblem, call } from "./client.ts";

interface AnswerOptions {
  readonly enabled?: boolean;
  /** Milliseconds between repetitions, for progress. */
  readonly pollEvery?: number | false;
  /** Shows the previous answer while the next one is on its way: no flicker when a filter changes. */
  readonly keepPrevious?: boolean;
}

/** Reads a route. Answers are kept per room, so that a write can say which rooms it made stale. */
export const useAnswer = <const R extends Route>(
  route: R,
  input: RouteInput<R>,
  options: AnswerOptions = {},
): UseQueryResult<RouteAnswer<R>, Error> =>
  useQuery({
    queryKey: [route.room, route.url, input],
    queryFn: ({ signal }) => call(route, input, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.pollEvery ?? false,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
  });

interface SubmitOptions<R extends Route> {
  /** Rooms whose answers are stale afterwards; the route's own room always is. */
  readonly invalidates?: readonly string[];
  readonly onDone?: (answer: RouteAnswer<R>) => void;
}

/** Writes through a route. Repeating the same submission after a broken connection acts once: the key changes only after an answer. */
export const useSubmit = <const R extends Route>(route: R, { invalidates = [], onDone }: SubmitOptions<R> = {}) => {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const mutation = useMutation({
    mutationFn: ({ input, file }: { input: RouteInput<R>; file?: File }) =>
      call(route, input, { idempotencyKey: key.current, ...(file && { file }) }),
    onSuccess: async (answer) => {
      key.current = crypto.randomUUID();
      await Promise.all([route.room, ...invalidates].map((room) => client.invalidateQueries({ queryKey: [room] })));
      onDone?.(answer);
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.problem.code !== "offline") key.current = crypto.randomUUID();
    },
  });
  return {
    submit: (input: RouteInput<R>, sending: { file?: File } = {}): void => mutation.mutate({ input, ...sending }),
    submitAsync: (input: RouteInput<R>, sending: { file?: File } = {}): Promise<RouteAnswer<R>> =>
      mutation.mutateAsync({ input, ...sending }),
    isSending: mutation.isPending,
    problem: mutation.error instanceof ApiProblem ? mutation.error.problem : undefined,
    answer: mutation.data,
    reset: mutation.reset,
  };
};
