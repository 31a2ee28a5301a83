import {
  askTaskClosure,
  assignLedgerTask,
  attachTaskFile,
  decideTaskClosure,
  type Route,
  type RouteInput,
  reportOnTask,
  showLedgerTask,
} from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import type { Actor, Clock } from "../platform/index.ts";

/** People of the tests: the ledger office with a second person, departments, finance and Taiyuan. */
export const office = actorAs("prov_health_dept", { userId: "office" });
export const second = actorAs("prov_health_finance", { userId: "second" });
export const finance = actorAs("prov_finance_social", { userId: "finance" });
export const taiyuan = actorAs("city_health_bureau", { userId: "taiyuan", city: "140100" });
export const linfen = actorAs("city_health_bureau", { userId: "linfen", city: "141000" });
export const department = (userId: string): Actor => actorAs("prov_department", { userId });

type Body<R extends Route> = RouteInput<R> extends { body: infer Sent } ? Sent : never;

/** A server whose day the test chooses, and the acts of a task in short. */
export const taskDesk = async (firstDay: string) => {
  const database = await freshDatabase();
  let now = new Date(`${firstDay}T02:00:00Z`);
  const clock: Clock = { now: () => now, today: () => dateInShanghai(now) };
  const api = await testApi(database, clock);
  const speaksFor = (userId: string, unit: string) =>
    database.query(
      "insert into task_liaison (province, user_id, seq, unit, by_user, by_name, at) values ('14', $1, 1, $2, 'office', '测试员', now())",
      [userId, unit],
    );
  const count = async () => {
    const [row] = await database.query<Record<string, number>>(`
      select (select count(*)::int from task_part) as parts, (select count(*)::int from task_assignment) as assignments,
        (select count(*)::int from task_report) as reports, (select count(*)::int from task_closure) as closures,
        (select count(*)::int from task_closure where decision is not null) as decided, (select count(*)::int from task_act) as acts,
        (select count(*)::int from task_file) as files, (select count(*)::int from stored_file) as stored`);
    return row;
  };
  return {
    api,
    database,
    count,
    speaksFor,
    on: (day: string) => {
      // Later in the same day, so that acts keep their order.
      const next = new Date(`${day}T02:00:00Z`);
      now = next.getTime() > now.getTime() ? next : new Date(now.getTime() + 1_000);
    },
    assign: (actor: Actor, task: string, body: Partial<Body<typeof assignLedgerTask>> = {}) =>
      api.call(actor, assignLedgerTask, {
        params: { task },
        body: {
          parts: ["whole"],
          person: "责任人甲",
          startsOn: "2024-01-01",
          dueOn: null,
          target: "按文件要求完成",
          everyMonths: 6,
          ...body,
        },
      }),
    report: (actor: Actor, task: string, body: Partial<Body<typeof reportOnTask>> & { readonly part?: string } = {}) => {
      const { part = "whole", ...sent } = body;
      return api.call(actor, reportOnTask, {
        params: { task, part },
        body: {
          period: "2024-H1",
          unit: "省卫健委",
          progress: 50,
          done: "完成了前期工作",
          problems: "",
          nextStep: "继续推进",
          needs: "",
          files: [],
          ...sent,
        },
      });
    },
    attach: async (actor: Actor, task: string, part = "whole") =>
      api.call(actor, attachTaskFile, { params: { task, part } }, { file: { name: "佐证.pdf", content: paper() } }),
    ask: (actor: Actor, task: string, body: Partial<Body<typeof askTaskClosure>> & { readonly part?: string } = {}) => {
      const { part = "whole", ...sent } = body;
      return api.call(actor, askTaskClosure, {
        params: { task, part },
        body: {
          unit: "省卫健委",
          statement: "已经按要求完成",
          documentNumber: "晋卫发〔2024〕9号",
          issuer: "省卫健委",
          issuedOn: "2024-06-01",
          address: "https://example.org/paper",
          files: [],
          ...sent,
        },
      });
    },
    decide: (
      actor: Actor,
      task: string,
      closure: string,
      { part = "whole", ...body }: Partial<Body<typeof decideTaskClosure>> & { readonly part?: string } = {},
    ) =>
      api.call(actor, decideTaskClosure, {
        params: { task, part, closure },
        body: { decision: "accepted", reason: "", ...body },
      }),
    show: async (actor: Actor, task: string) => (await api.call(actor, showLedgerTask, { params: { task } })).answer,
  };
};

let papers = 0;
const paper = (): Buffer => {
  papers += 1;
  return Buffer.from(`%PDF-1.4\n% ${papers}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
};
