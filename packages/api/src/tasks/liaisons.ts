import { z } from "zod";
import { route } from "../route.ts";
import { taskRoom as room, taskBy } from "./ledger-task.ts";

export const listTaskLiaisons = route({
  method: "GET",
  url: "/tasks/liaisons",
  room,
  summary: "督办联络员：省直部门账号代表哪个单位",
  access: "tasks.manage",
  answer: z.object({
    items: z.array(z.object({ user: z.string(), name: z.string(), unit: z.string().nullable(), named: taskBy.nullable() })),
    /** Units of the tasks that an account can speak for. */
    units: z.array(z.string()),
  }),
});

export const nameTaskLiaison = route({
  method: "POST",
  url: "/tasks/liaisons",
  room,
  summary: "指定省直部门账号代表的单位",
  access: "tasks.manage",
  body: z.object({ user: z.string().min(1).max(64), unit: z.string().trim().min(2).max(60) }),
  status: 201,
  answer: z.object({ unit: z.string() }),
});
