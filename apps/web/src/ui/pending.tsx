import { Button, Result, Skeleton } from "antd";
import { Link } from "react-router";
import { ApiProblem } from "./client.ts";

interface Waiting {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** How a page says that its address leads to nothing, and where to go from there. */
export interface Missing {
  readonly title: string;
  readonly back: string;
  readonly backText: string;
}
const anyPage: Missing = { title: "找不到这一页的内容", back: "/", backText: "回到工作台" };

/** What stands in place of content that is on its way, or that could not be had. */
export const Pending = ({ of: { isPending, error, refetch }, missing }: { of: Waiting; missing?: Missing }) => {
  if (error) return <Failure error={error} retry={refetch} missing={missing} />;
  return isPending ? (
    <div role="status" aria-label="正在读取">
      {/* Its title would be a heading without words. */}
      <Skeleton active title={false} paragraph={{ rows: 7 }} />
    </div>
  ) : null;
};

const Failure = ({ error, retry, missing }: { error: Error; retry: () => unknown; missing: Missing | undefined }) => {
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  // An address whose number is no number at all is refused before anything is looked for: for the reader it is the same.
  if (problem?.status === 400 || (problem?.status === 404 && missing !== undefined)) {
    const { title, back, backText } = missing ?? anyPage;
    return (
      <Result
        status="404"
        // It stands in place of the whole page, whose heading it is.
        title={missing === undefined ? title : <h1 style={{ font: "inherit", margin: 0 }}>{title}</h1>}
        subTitle={problem.status === 400 ? "请核对地址；可能少抄或多抄了字符" : (problem.remedy ?? problem.detail)}
        extra={
          <Link to={back}>
            <Button type="primary">{backText}</Button>
          </Link>
        }
      />
    );
  }
  if (problem?.status === 401) {
    return (
      <Result
        status="info"
        title="请先登录"
        subTitle={problem.remedy}
        extra={
          <Link to={`/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}>
            <Button type="primary">去登录</Button>
          </Link>
        }
      />
    );
  }
  const status = problem?.status === 403 ? "403" : problem?.status === 404 ? "404" : "error";
  return (
    <Result
      status={status}
      title={problem?.detail ?? "页面出错"}
      subTitle={problem?.remedy ?? (problem?.requestId ? `请求编号 ${problem.requestId}` : undefined)}
      extra={
        status === "error" ? (
          <Button type="primary" onClick={() => void retry()}>
            重试
          </Button>
        ) : (
          <Link to="/">
            <Button>回到工作台</Button>
          </Link>
        )
      }
    />
  );
};
