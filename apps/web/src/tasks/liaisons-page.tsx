import { listTaskLiaisons, nameTaskLiaison } from "@qiangyi/api";
import { Select } from "antd";
import { Link } from "react-router";
import { EmptyState, minuteOf, Page, Pending, ProblemSummary, ScrollBox, useAnswer, useSubmit } from "../ui/index.ts";
import "./tasks.css";

/** 联络员: for which department an account of the role 省直部门 speaks. */
export const LiaisonsPage = () => {
  const answer = useAnswer(listTaskLiaisons, {});
  const { submit, isSending, problem } = useSubmit(nameTaskLiaison);
  const { data } = answer;
  return (
    <Page
      title="省直部门联络员"
      subtitle={
        <>
          <Link to="/tasks">督办任务</Link>：省直部门账号代表哪个责任单位填报；没有账号的部门由省卫健委凭来文代录
        </>
      }
    >
      <ProblemSummary problem={problem} />
      {data === undefined ? (
        <Pending of={answer} />
      ) : data.items.length === 0 ? (
        <EmptyState text="还没有省直部门账号。由系统管理员开户、安全管理员授予“省直部门”角色之后，在这里指定它代表的单位。" />
      ) : (
        <ScrollBox label="联络员">
          <table className="task-table">
            <thead>
              <tr>
                <th scope="col">账号</th>
                <th scope="col">代表单位</th>
                <th scope="col">指定人和时间</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ user, name, unit, named }) => (
                <tr key={user}>
                  <td>{name}</td>
                  <td>
                    <Select
                      aria-label={`${name}代表的单位`}
                      style={{ width: 320 }}
                      placeholder="请选择单位"
                      showSearch={{ optionFilterProp: "label" }}
                      loading={isSending}
                      value={unit}
                      options={data.units.map((each) => ({ value: each, label: each }))}
                      onChange={(chosen) => chosen !== null && submit({ body: { user, unit: chosen } })}
                    />
                  </td>
                  <td>{named === null ? "—" : `${named.name}，${minuteOf(named.at)}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Page>
  );
};
