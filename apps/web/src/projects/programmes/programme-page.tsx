import { type ProgrammeRead, programmeParams, readProgramme } from "@qiangyi/api";
import { projectStates, tierNames } from "@qiangyi/projects";
import { Segmented } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { ClauseLink, EmptyState, Light, Page, Pending, ScrollBox, useAnswer, useSession } from "../../ui/index.ts";
import "../calls/calls.css";
import "../selection/selection.css";
import { Assessments } from "./assessments.tsx";
import { CandidatePools } from "./candidate-pools.tsx";
import { ChosenStaff } from "./chosen-staff.tsx";
import { Marks } from "./marks.tsx";
import { NameResponsible } from "./name-responsible.tsx";
import { Shares } from "./shares.tsx";

const names = [
  { value: "linfen-ten-specialties", label: "十大专科" },
  { value: "linfen-hundred-leaders", label: "百名带头人" },
  { value: "linfen-thousand-staff", label: "千名骨干" },
] as const;

/** 十百千工程: how far each of the three programmes has come, what is covered, what is missing. */
export const ProgrammePage = () => {
  const parsed = programmeParams.safeParse(useParams());
  return parsed.success ? <Programme programme={parsed.data.programme} /> : <EmptyState text="没有这个项目" />;
};

const Programme = ({ programme }: { programme: ProgrammeRead["programme"] }) => {
  const navigate = useNavigate();
  const { can, account } = useSession();
  const answer = useAnswer(readProgramme, { params: { programme } });
  if (!answer.data) return <Pending of={answer} />;
  const { data } = answer;
  const isHead = account?.level === "unit" && can("projects.sign");
  return (
    <Page
      title={`十百千工程：${data.title}`}
      subtitle={
        <>
          期限{data.deadline.on}
          {data.deadline.isInferred && "（原文未印，按同类项目推定）"}　<ClauseLink id={data.clause} />
        </>
      }
      actions={
        <Segmented
          aria-label="项目"
          value={programme}
          options={[...names]}
          onChange={(next) => void navigate(`/projects/programmes/${next}`)}
        />
      }
    >
      <Figures data={data} />
      {data.places && <Places places={data.places} />}
      {data.departments.length > 0 && <Departments data={data} />}
      {data.diseases && <Diseases diseases={data.diseases} />}
      {programme === "linfen-ten-specialties" && (
        <>
          <Members members={data.members} isHead={isHead} />
          <CandidatePools pools={data.pools} isOrganiser={data.isOrganiser} />
        </>
      )}
      {programme === "linfen-hundred-leaders" && <Assessments />}
      {programme === "linfen-thousand-staff" && (
        <>
          <ChosenStaff members={data.members} />
          <WithoutResponsible data={data} isHead={isHead} />
        </>
      )}
      {programme !== "linfen-ten-specialties" && <Shares data={data} />}
      <Marks isOrganiser={data.isOrganiser} />
    </Page>
  );
};

const Figures = ({ data: { chosen, accepted, coverage, programme, places, diseases } }: { data: ProgrammeRead }) => {
  const unit = programme === "linfen-ten-specialties" ? "个" : "名";
  return (
    <section className="figures" aria-label="进度">
      <div className="figure">
        <div className="figure-label">{programme === "linfen-ten-specialties" ? "备选与在建" : "入选"}</div>
        <div className="figure-value">
          {chosen.count.toLocaleString("zh-CN")}
          {unit}
        </div>
        <div className="figure-note">
          目标{chosen.target.toLocaleString("zh-CN")}
          {unit}以上
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">{programme === "linfen-ten-specialties" ? "验收通过" : "培养达标"}</div>
        <div className="figure-value">
          {accepted.toLocaleString("zh-CN")}
          {unit}
        </div>
        <div className="figure-note">
          {programme === "linfen-hundred-leaders" ? "终期考核两项都认定，与入选分开计数" : "与入选分开计数"}
        </div>
      </div>
      <div className="figure">
        <div className="figure-label">{programme === "linfen-ten-specialties" ? "建成目标" : "遴选目标"}</div>
        <div className="figure-value programme-verdict">
          <Light state={chosen.verdict.isReached ? "good" : "warning"} text={chosen.verdict.text} />
        </div>
      </div>
      {coverage !== null && (
        <div className="figure">
          <div className="figure-label">部门覆盖</div>
          <div className="figure-value programme-verdict">
            <Light state={coverage.includes("缺") ? "warning" : "good"} text={coverage} />
          </div>
        </div>
      )}
      {places !== null && (
        <div className="figure">
          <div className="figure-label">县级占比</div>
          <div className="figure-value">{places.countyShare}</div>
          <div className="figure-note">应为80%{places.isExact ? "" : "（近似）"}</div>
        </div>
      )}
      {diseases !== null && (
        <div className="figure">
          <div className="figure-label">重点疾病</div>
          <div className="figure-value">{diseases.text}</div>
        </div>
      )}
    </section>
  );
};

const Places = ({ places }: { places: NonNullable<ProgrammeRead["places"]> }) => (
  <section className="panel">
    <h2>名额</h2>
    <table className="call-table">
      <thead>
        <tr>
          <th scope="col">层级</th>
          <th scope="col" className="number">
            名额（名）
          </th>
          <th scope="col" className="number">
            已用（名）
          </th>
          <th scope="col" className="number">
            剩余（名）
          </th>
          <th scope="col" style={{ width: "45%" }}>
            进度
          </th>
        </tr>
      </thead>
      <tbody>
        {places.tiers.map(({ tier, places: total, used }) => (
          <tr key={tier}>
            <th scope="row">{tierNames[tier]}</th>
            <td className="number">{total}</td>
            <td className="number">{used}</td>
            <td className="number">{Math.max(0, total - used)}</td>
            <td>
              <div className="quota-bar" role="img" aria-label={`${tierNames[tier]}已用${used}名，共${total}名`}>
                <div style={{ width: `${Math.min(100, total === 0 ? 0 : (used * 100) / total)}%` }} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>合计</td>
          <td className="number">{places.total}</td>
          <td className="number">{places.tiers.reduce((sum, { used }) => sum + used, 0)}</td>
          <td className="number" />
          <td>
            <Light state={places.split.isReached ? "good" : "warning"} text={places.split.text} />
            {!places.isExact && <span className="call-muted">　总数不能被5整除，市级向下取整，比例为近似</span>}
          </td>
        </tr>
      </tfoot>
    </table>
  </section>
);

const Departments = ({ data: { departments, matrix } }: { data: ProgrammeRead }) => (
  <section className="panel">
    <h2>五个部门的覆盖</h2>
    <ScrollBox label="部门覆盖表格">
      <table className="call-table matrix">
        <thead>
          <tr>
            <th scope="col">范围</th>
            {departments.map(({ department }) => (
              <th scope="col" key={department}>
                {department}（名）
              </th>
            ))}
            <th scope="col">覆盖</th>
          </tr>
        </thead>
        <tbody>
          <MatrixRow place="全市" cells={departments} coverage="" />
          {matrix.map((row) => (
            <MatrixRow key={row.place} {...row} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  </section>
);

const MatrixRow = ({ place, cells, coverage }: ProgrammeRead["matrix"][number]) => (
  <tr>
    <th scope="row">{place}</th>
    {cells.map(({ department, count, text }) => (
      <td key={department}>
        <Light state={count > 0 ? "good" : "neutral"} text={count > 0 ? String(count) : text} />
      </td>
    ))}
    <td style={{ textAlign: "start" }}>{coverage || `覆盖${cells.filter(({ count }) => count > 0).length}/${cells.length}`}</td>
  </tr>
);

const Diseases = ({ diseases }: { diseases: NonNullable<ProgrammeRead["diseases"]> }) => (
  <section className="panel">
    <h2>重点疾病{diseases.text}</h2>
    <p>
      已覆盖：{diseases.covered.length === 0 ? "无" : diseases.covered.join("、")}
      <br />
      未覆盖：{diseases.missing.length === 0 ? "无" : diseases.missing.join("、")}
    </p>
    <p className="call-muted">病种清单由市卫健委在申报通知中拟定，覆盖情况只作参考，不据此拒绝。</p>
  </section>
);

const Members = ({ members, isHead }: { members: ProgrammeRead["members"]; isHead: boolean }) => (
  <section className="panel">
    <h2>专科与负责人</h2>
    {members.length === 0 ? (
      <EmptyState text="还没有入选的专科" />
    ) : (
      <ScrollBox label="专科表格">
        <table className="call-table">
          <thead>
            <tr>
              {["专科", "医院", "科室", "状态", "负责人（历任）", "期限"].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(({ id, title, institution, office, state, responsible, reminder }) => (
              <tr key={id}>
                <td>
                  <Link to={`/projects/${id}`}>{title}</Link>
                </td>
                <td>{institution.name}</td>
                <td>{office ?? <Light state="bad" text="未落实" />}</td>
                <td>{projectStates[state]}</td>
                <td>
                  {responsible.length === 0 && <Light state="bad" text="未指定" />}
                  {responsible.map(({ name, post, startsOn, endsOn }) => (
                    <div key={startsOn}>
                      {name}
                      {post !== "" && `（${post}）`} {startsOn}至{endsOn ?? "今"}
                    </div>
                  ))}
                  {isHead && <NameResponsible projectId={id} title={title} />}
                </td>
                <td>{reminder ?? "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    )}
  </section>
);

const WithoutResponsible = ({ data, isHead }: { data: ProgrammeRead; isHead: boolean }) => (
  <section className="panel">
    <h2>专人负责</h2>
    {isHead && <NameResponsible programme={data.programme} title="本院培养工作" />}
    {data.withoutResponsible.length === 0 ? (
      <p>
        {data.chosen.count === 0 ? (
          <Light state="neutral" text="还没有入选人员，不须落实专人" />
        ) : (
          <Light state="good" text="有入选人员的医院都已落实专人" />
        )}
      </p>
    ) : (
      <ul className="call-columns">
        {data.withoutResponsible.map(({ id, name, persons }) => (
          <li key={id}>
            <Light state="bad" text="未落实专人" /> {name}，入选{persons}名
          </li>
        ))}
      </ul>
    )}
  </section>
);
