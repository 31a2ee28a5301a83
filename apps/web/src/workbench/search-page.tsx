import { search } from "@qiangyi/api";
import { Input } from "antd";
import { Link, useSearchParams } from "react-router";
import { EmptyState, Page, Pending, useAnswer } from "../ui/index.ts";

export const SearchPage = () => {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.get("text") ?? "";
  return (
    <Page title="搜索">
      <Input.Search
        aria-label="搜索内容"
        defaultValue={text}
        key={text}
        enterButton="搜索"
        maxLength={100}
        style={{ maxWidth: 560, marginBottom: 12 }}
        onSearch={(value) => value.trim() !== "" && setParameters({ text: value.trim() })}
      />
      {text === "" ? <EmptyState text="输入机构名称、拼音首字母、代码、条款内容或文号" /> : <Hits text={text} />}
    </Page>
  );
};

const Hits = ({ text }: { text: string }) => {
  const answer = useAnswer(search, { query: { text } });
  if (!answer.data) return <Pending of={answer} />;
  const groups = answer.data.groups.filter(({ hits }) => hits.length > 0);
  if (groups.length === 0) return <EmptyState text={`没有找到“${text}”。可以少写几个字，或改用拼音首字母、代码。`} />;
  return groups.map(({ title, hits, more, path }) => (
    <section className="panel" key={title} aria-label={title}>
      <h2>{title}</h2>
      <ul className="hits">
        {hits.map((hit) => (
          <li key={hit.path}>
            <Link to={hit.path}>{hit.title}</Link>
            <span>{hit.note}</span>
          </li>
        ))}
      </ul>
      {more && path !== null && <Link to={path}>查看全部</Link>}
    </section>
  ));
};
