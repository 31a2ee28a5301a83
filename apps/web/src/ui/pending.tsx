import { Button, Result, Skeleton } from "antd";
import { Link } from "react-router";
import { ApiProblem } from "./client.ts";

interface Waiting {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** What stands in place of content that is on its way, or that could not be had. */
export const Pending = ({ of: { isPending, error, refetch } }: { of: Waiting }) => {
  if (error) return <Failure error={error} retry={refetch} />;
  return isPending ? (
    <div role="status" aria-label="正在读取">
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  ) : null;
};

const Failure = ({ error, retry }: { error: Error; retry: () => unknown }) => {
  const problem = error instanceof ApiProblem ? error.problem : undefined;
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
