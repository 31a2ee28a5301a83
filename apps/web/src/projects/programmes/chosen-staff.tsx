import type { ProgrammeRead } from "@qiangyi/api";
import { projectStates } from "@qiangyi/projects";
import { Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, ScrollBox } from "../../ui/index.ts";

type Member = ProgrammeRead["members"][number];

/** The title of a person's project ends with the name. */
const nameIn = (title: string): string => title.split("：").at(-1) ?? title;

/** 入选人员 of the thousand, hospital by hospital. */
export const ChosenStaff = ({ members }: { members: readonly Member[] }) => {
  const [hospital, setHospital] = useState<string>();
  const hospitals = [...new Map(members.map(({ institution }) => [institution.id, institution.name]))];
  const shown = hospital === undefined ? members : members.filter(({ institution }) => institution.id === hospital);
  return (
    <section className="panel" aria-label="入选人员">
      <div className="table-bar">
        <h2>入选人员（{shown.length}名）</h2>
        <Select
          aria-label="按医院筛选入选人员"
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder="全部医院"
          style={{ width: 260 }}
          value={hospital ?? null}
          onChange={(next) => setHospital(next ?? undefined)}
          options={hospitals.map(([value, label]) => ({ value, label }))}
        />
      </div>
      {members.length === 0 ? (
        <EmptyState text="还没有入选的人员" />
      ) : (
        <ScrollBox label="入选人员表格" isTall>
          <table className="call-table">
            <thead>
              <tr>
                {["姓名", "医院", "部门", "科室", "状态"].map((title) => (
                  <th scope="col" key={title}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, title, institution, department, office, state }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to={`/projects/${id}`}>{nameIn(title)}</Link>
                  </th>
                  <td>{institution.name}</td>
                  <td>{department ?? "—"}</td>
                  <td>{office ?? "—"}</td>
                  <td>{projectStates[state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
};
