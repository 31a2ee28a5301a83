import { Button } from "antd";
import { Link } from "react-router";
import { EmptyState, Page } from "../ui/index.ts";

/** A room that the roles of this account do not open. */
export const Closed = () => (
  <Page title="没有权限">
    <section className="panel" aria-label="没有权限">
      <EmptyState
        text="您的角色不办理这项业务。请由有此职责的人员办理，或请安全管理员核对角色"
        action={
          <Link to="/">
            <Button type="primary">回到工作台</Button>
          </Link>
        }
      />
    </section>
  </Page>
);
