import type { z } from "zod";
import type { Permission } from "./permissions.ts";

/** Who may call a route: anyone, anyone who is signed in, or a holder of one permission within its scope. */
export type Access = "public" | "signed-in" | Permission;

/**
 * One route of the HTTP contract. The server registers it, the web app calls it and the OpenAPI document is made from it,
 * so all three agree by construction. Money travels as a decimal string of 分 in fields that end in `Fen`.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path under /api, with `:name` parameters. */
  readonly url: string;
  /** The room that answers, as in the source tree. */
  readonly room: string;
  /** Chinese sentence for the OpenAPI document. */
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Schema of the successful answer; absent when the answer is a file. */
  readonly answer?: z.ZodType;
  readonly status?: 200 | 201 | 202 | 204;
  /** The request is multipart/form-data with one file, at most this many bytes, beside the fields of `query`. */
  readonly upload?: { readonly maxBytes: number };
  /** The answer is a file to be saved. */
  readonly download?: true;
}

export const route = <const R extends Route>(declared: R): R => declared;

type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : never;

/** What a caller passes: only the parts that the route declares. */
export type RouteInput<R extends Route> = (R["params"] extends z.ZodType ? { params: Input<R["params"]> } : unknown) &
  (R["query"] extends z.ZodType ? { query?: Input<R["query"]> } : unknown) &
  (R["body"] extends z.ZodType ? { body: Input<R["body"]> } : unknown);

/** What the server's handler receives after validation. */
export interface RouteRequest<R extends Route> {
  readonly params: Output<R["params"]>;
  readonly query: Output<R["query"]>;
  readonly body: Output<R["body"]>;
}

export type RouteAnswer<R extends Route> = R["answer"] extends z.ZodType ? z.input<R["answer"]> : void;
