import { createExpert, type ExpertInput, linkExpertAccount } from "@qiangyi/api";
import type { Story } from "./calls.ts";

/** What the account `expert` alone is an expert in: a panel that asks for it draws that account for certain. */
export const ownField = "远程医疗与专科建设";

type Post = Pick<ExpertInput, "title" | "titleLevel">;
const physician: Post = { title: "主任医师", titleLevel: "senior" };
const associate: Post = { title: "副主任医师", titleLevel: "associate-senior" };
const nurse: Post = { title: "主任护师", titleLevel: "senior" };
const researcher: Post = { title: "研究员", titleLevel: "senior" };

/** Hospitals of the cities that declare nothing in the story; two experts share one, and the last works where a project comes from. */
const pool: readonly (readonly [unit: string, unitName: string, post: Post, fields: readonly string[]])[] = [
  ["140200-001", "大同市人民医院（演示）", physician, ["临床医学", ownField]],
  ["140300-001", "阳泉市人民医院（演示）", physician, ["临床医学", "医院管理"]],
  ["140400-001", "长治市人民医院（演示）", researcher, ["卫生信息化"]],
  ["140500-001", "晋城市人民医院（演示）", physician, ["临床医学", "绩效评价"]],
  ["140600-001", "朔州市人民医院（演示）", nurse, ["护理管理"]],
  ["140700-001", "晋中市人民医院（演示）", physician, ["医院管理", "卫生经济"]],
  ["140800-001", "运城市人民医院（演示）", associate, ["临床医学"]],
  ["140800-001", "运城市人民医院（演示）", researcher, ["卫生经济", "绩效评价"]],
  ["140900-001", "忻州市人民医院（演示）", physician, ["临床医学", "中医药"]],
  ["141100-001", "吕梁市人民医院（演示）", associate, ["卫生信息化", "临床医学"]],
  ["140105-004", "演示省肿瘤医院", physician, ["临床医学", "科研教学"]],
  ["141024-001", "洪洞县人民医院（演示）", associate, ["临床医学", "基层卫生"]],
];

/** All but the first, who joins when the year is well under way: nobody sits on every panel. */
export const fillPool = async (story: Story): Promise<void> => {
  for (const nth of pool.keys()) if (nth > 0) await admit(story, nth, 250);
};

/** The expert behind the account `expert`. */
export const admitOwnExpert = (story: Story, day: number): Promise<void> => admit(story, 0, day);

const admit = async ({ desk, people, ago }: Story, nth: number, day: number): Promise<void> => {
  const moment = { actor: people("prov_health_dept"), at: ago(day) };
  const [institution, unitName, post, fields] = pool[nth] ?? [];
  if (!institution || !unitName || !post || !fields) throw new RangeError(`the pool has no expert ${nth}`);
  const account = people(nth === 0 ? "expert" : `expert_${nth + 1}`);
  const earlier = pool[(nth + 3) % pool.length];
  const body: ExpertInput = {
    ...post,
    name: account.name,
    institution,
    unitName,
    groupName: null,
    region: institution.slice(0, 6),
    fields: [...fields],
    // Long past: it excludes nobody, and shows what the pool keeps.
    employments: nth % 3 === 1 && earlier ? [{ institution: null, name: earlier[1], from: "2009-07-01", to: "2015-06-30" }] : [],
    relations: [],
    maxLoad: 30,
  };
  const { id } = await desk.send(moment, createExpert, { body });
  await desk.send(moment, linkExpertAccount, { params: { expertId: id }, body: { account: account.userId, version: 1 } });
};
