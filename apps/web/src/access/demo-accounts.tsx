import type { SessionState } from "@qiangyi/api";
import { Button, Table } from "antd";

type Demo = NonNullable<SessionState["demo"]>;

/** The ready accounts of the demonstration; picking one fills the form. */
export const DemoAccounts = ({ demo, onPick }: { demo: Demo; onPick: (loginName: string) => void }) => (
  <section className="entrance-demo" aria-labelledby="demo-accounts">
    <h2 id="demo-accounts">演示账号</h2>
    <p>
      密码均为 <code>{demo.password}</code>，点登录名即可填入。
    </p>
    <Table<Demo["accounts"][number]>
      size="small"
      rowKey="loginName"
      dataSource={demo.accounts}
      pagination={false}
      scroll={{ y: 420 }}
      columns={[
        { title: "角色", dataIndex: "role", width: 140 },
        { title: "单位或地区", dataIndex: "place" },
        {
          title: "登录名",
          dataIndex: "loginName",
          width: 250,
          render: (loginName: string) => (
            <Button type="link" size="small" onClick={() => onPick(loginName)} aria-label={`填入${loginName}`}>
              {loginName}
            </Button>
          ),
        },
      ]}
    />
  </section>
);
