import { z } from "zod";
import { dateText, fenText } from "./common.ts";
import { route } from "./route.ts";

/** Where a task stands on the workbench, in the order in which officials look. */
export const taskGroups = {
  todo: "待办",
  toRead: "待阅",
  drafts: "草稿",
  started: "我发起",
  due: "即将到期",
  done: "已办",
} as const;
export type TaskGroup = keyof typeof taskGroups;

export const task = z.object({
  group: z.enum(Object.keys(taskGroups) as [TaskGroup, ...TaskGroup[]]),
  title: z.string(),
  /** Office or room that the task comes from. */
  from: z.string(),
  amountFen: fenText.nullable(),
  /** Day on which it arrived; null where it is a standing number. */
  since: dateText.nullable(),
  due: dateText.nullable(),
  /** What is to be done now. */
  step: z.string(),
  /** Page that settles it. */
  path: z.string(),
});
export type Task = z.infer<typeof task>;

export const workbench = route({
  method: "GET",
  url: "/workbench",
  room: "workbench",
  summary: "工作台：待办、待阅、草稿、我发起、即将到期、已办",
  access: "signed-in",
  answer: z.object({ today: dateText, items: z.array(task) }),
});

export const searchHit = z.object({ title: z.string(), note: z.string(), path: z.string() });
export type SearchHit = z.infer<typeof searchHit>;

export const search = route({
  method: "GET",
  url: "/search",
  room: "workbench",
  summary: "全局搜索：机构、条款、台账、方案，只给出有权查看的",
  access: "public",
  query: z.object({ text: z.string().trim().min(1, "请输入要找的内容").max(100) }),
  answer: z.object({
    groups: z.array(z.object({ title: z.string(), hits: z.array(searchHit), more: z.boolean(), path: z.string().nullable() })),
  }),
});
