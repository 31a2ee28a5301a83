import { Alert } from "antd";
import { Link } from "react-router";
import { ClauseLink } from "../ui/index.ts";
import type { PlanDetails } from "./plan-answers.ts";

/** What the registers hold and the plan does not count: a project that is not in the library cannot reach a plan. */
export const OutsideNotice = ({ plan: { outside } }: { plan: PlanDetails }) => (
  <Alert
    type="warning"
    showIcon
    className="plan-notice"
    title={`${outside.length}项台账记录没有进入方案：组织过申报的方向只安排入库项目`}
    description={
      <details>
        <summary>逐项查看</summary>
        <ul>
          {outside.map(({ factId, code, sentence, clause, project }) => (
            <li key={factId}>
              {sentence}（{code}）<ClauseLink id={clause} />
              {project !== null && (
                <>
                  {" "}
                  <Link to={`/projects/${project}`}>查看项目</Link>
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
    }
  />
);
