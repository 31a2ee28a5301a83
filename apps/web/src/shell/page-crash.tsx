import { Button, Result } from "antd";

/** The page itself failed: say so, offer the way out, keep what the browser has saved. */
export const PageCrash = () => {
  return (
    <main className="page">
      <Result
        status="error"
        title="页面出错"
        subTitle="已保存的内容不受影响。重新打开本页；仍不行时，请把出错的时间和正在办的事告诉系统管理员。"
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            重新打开本页
          </Button>
        }
      />
    </main>
  );
};
