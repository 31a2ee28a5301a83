import { Link } from "react-router";

/** The clause behind an amount, a refusal or a rule: opens it in the policy register, where everybody may read it. */
export const ClauseLink = ({ id, children }: { id: string; children?: string }) => (
  <Link className="clause-link" to={`/policy/clauses/${encodeURIComponent(id)}`}>
    {children ?? clauseName(id)}
  </Link>
);

const documentNames: Record<string, string> = {
  "qiangyi-2024": "晋财规社〔2024〕1号",
  "5g-2022": "晋财社〔2022〕32号",
  "regional-centres-2023": "晋政办函〔2023〕19号",
  "service-system-2023": "晋政发〔2023〕15号",
  "linfen-2020": "临政办发〔2020〕35号",
};
/** Parts of a document that stand before its articles. */
const frontMatter: Record<string, string> = { notice: "印发通知", meta: "文头", front: "印发通知", back: "文末" };
/** Linfen's plan counts in sections; its programmes have places of their own. */
const linfenPlaces: Record<string, string> = {
  tenhundredthousand: "三（一）",
  tenspecialties: "三（一）1",
  hundredleaders: "三（一）2",
  thousandstaff: "三（一）3",
};
/** The plan of the four centres counts its tasks and its measures. */
const centrePlace = (part: string): string | undefined => {
  const [, kind, number] = /^(task|measure)(\d+)$/.exec(part) ?? [];
  return kind === undefined ? undefined : `${kind === "task" ? "任务" : "措施"}${Number(number)}`;
};
const numerals = [
  "零",
  "一",
  "二",
  "三",
  "四",
  "五",
  "六",
  "七",
  "八",
  "九",
  "十",
  "十一",
  "十二",
  "十三",
  "十四",
  "十五",
  "十六",
  "十七",
  "十八",
  "十九",
  "二十",
  "二十一",
];

/** "qiangyi-2024.art7.3.1.d" → "第七条（三）1". */
export const clauseName = (id: string): string => {
  const [document = "", ...rest] = id.split(".");
  const article = /^art(\d+)$/.exec(rest[0] ?? "")?.[1];
  const isFund = document === "qiangyi-2024";
  if (article === undefined)
    return `${documentNames[document] ?? document} ${frontMatter[rest[0] ?? ""] ?? linfenPlaces[rest[0] ?? ""] ?? centrePlace(rest[0] ?? "") ?? rest.join(".")}`;
  const numbers = rest
    .slice(1)
    .filter((part) => /^\d+$/.test(part))
    .map(Number);
  const [section, item, sub] = numbers;
  const name = `第${numerals[Number(article)] ?? article}条`;
  if (!isFund || article !== "7" || section === undefined || section === 0)
    return isFund ? name : `${documentNames[document] ?? document} ${name}`;
  return `${name}（${numerals[section] ?? section}）${item === undefined || item === 0 ? "" : item}${sub === undefined || sub === 0 ? "" : `（${sub}）`}`;
};
