import { Button, Result } from "antd";
import { Link } from "react-router";
import { Page } from "../ui/index.ts";

export const NotFound = () => (
  <Page title="没有这个页面">
    <Result
      status="404"
      subTitle="地址可能写错了，或者这一页已经搬走。"
      extra={
        <Link to="/">
          <Button type="primary">回到工作台</Button>
        </Link>
      }
    />
  </Page>
);
