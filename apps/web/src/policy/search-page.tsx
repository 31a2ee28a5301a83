import { type PolicyFound, searchPolicy } from "@qiangyi/api";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { EmptyState, Pending, useAnswer } from "../ui/index.ts";
import { Highlighted } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";

type Kind = PolicyFound["kind"] | "all";
const kindNames: Readonly<Record<PolicyFound["kind"], string>> = {
  document: "文件",
  clause: "条款要点",
  "official-text": "原文",
};

export const PolicySearchPage = () => {
  const [search, setSearch] = useSearchParams();
  const q = search.get("q") ?? "";
  const kind = (search.get("kind") ?? "all") as Kind;
  const [trail, setTrail] = useState<readonly string[]>([]);
  const after = trail.at(-1);
  const answer = useAnswer(
    searchPolicy,
    { query: { q, ...(kind !== "all" && { kind }), ...(after !== undefined && { after }) } },
    { enabled: q !== "", keepPrevious: true },
  );
  const change = (next: { q: string; kind: Kind }) => {
    setTrail([]);
    setSearch({ q: next.q, ...(next.kind !== "all" && { kind: next.kind }) });
  };
  const found = q === "" ? undefined : answer.data;
  return (
    <PolicyPage title="检索政策" subtitle="文件、条款要点和已载入的原文；几个词以空格分开，须同时出现">
      <div className="policy-filters no-print">
        <Input.Search
          key={q}
          aria-label="检索词"
          defaultValue={q}
          placeholder="如：兜网底　国家认定 50"
          enterButton="检索"
          allowClear
          style={{ maxWidth: 480 }}
          onSearch={(text) => change({ q: text.trim(), kind })}
        />
        {found && (
          <Segmented<Kind>
            aria-label="范围"
            value={kind}
            options={[
              { value: "all", label: "全部" },
              { value: "document", label: `文件 ${found.counts.document}` },
              { value: "clause", label: `条款要点 ${found.counts.clause}` },
              { value: "official-text", label: `原文 ${found.counts.officialText}` },
            ]}
            onChange={(next) => change({ q, kind: next })}
          />
        )}
      </div>
      {q === "" && <EmptyState text="输入要找的词" />}
      {q !== "" && !found && <Pending of={answer} />}
      {found && (
        <>
          <p role="status">找到{found.total}处</p>
          {found.total === 0 && <EmptyState text="没有同时含有这些词的地方；可减少词数，或换一种说法" />}
          <ol className="policy-hits">
            {found.items.map((item) => (
              <li key={`${item.kind} ${item.href}`} className="policy-hit">
                <Link to={item.href}>
                  {item.title ? <Highlighted excerpt={item.title} /> : `${item.documentNumber} ${item.ref}`}
                </Link>
                <span className="figure-note">　{kindNames[item.kind]}</span>
                <p>
                  <Highlighted excerpt={item.excerpt} />
                </p>
              </li>
            ))}
          </ol>
          {(found.next !== null || trail.length > 0) && (
            <nav className="table-pager" aria-label="检索结果翻页">
              <Button size="small" disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
                上一页
              </Button>
              <Button
                size="small"
                disabled={found.next === null}
                onClick={() => found.next !== null && setTrail([...trail, found.next])}
              >
                下一页
              </Button>
            </nav>
          )}
        </>
      )}
    </PolicyPage>
  );
};
