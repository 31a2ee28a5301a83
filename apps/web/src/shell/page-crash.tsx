import { Button, Result } from "antd";
import { useRouteError } from "react-router";

/** The page itself failed: say so, offer the way out, keep what the browser has saved. */
export const PageCrash = () => {
  const error = useRouteError();
  return (
    <main className="page">
      <Result
        status="error"
        title="页面出错"
        subTitle={error instanceof Error ? error.message : "未知错误"}
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            重新打开本页
          </Button>
        }
      />
    </main>
  );
};
