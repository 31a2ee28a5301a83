import { type CallDefinition, classLabel, programmeOf } from "@qiangyi/projects";
import { Amount, ClauseLink, UnitNote } from "../../ui/index.ts";
import { answerText, checkText, quotaText, ruleText, whenText } from "./words.ts";

/** What a call says, as everybody reads it: who, how many, which materials, which questions, how it is reviewed. */
export const CallContent = ({ definition }: { definition: CallDefinition }) => (
  <>
    <Eligibility definition={definition} />
    <Materials definition={definition} />
    <Questions definition={definition} />
    {definition.budget && <Budget budget={definition.budget} />}
    <Review definition={definition} />
  </>
);

const Clause = ({ id }: { id: string | undefined }) => (id === undefined ? "—" : <ClauseLink id={id} />);

const Eligibility = ({ definition: { eligibility, quotas, route, programme } }: { definition: CallDefinition }) => (
  <section className="panel">
    <h2>谁可以申报</h2>
    <table className="call-table">
      <thead>
        <tr>
          <th scope="col">条件</th>
          <th scope="col">核对内容</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      <tbody>
        {eligibility.map((rule) => (
          <tr key={`${rule.rule} ${rule.sentence}`}>
            <td>{rule.rule === "statement" ? "作出真实、合规、不重复申报的承诺" : rule.sentence}</td>
            <td className="muted">{ruleText(rule)}</td>
            <td>
              <Clause id={rule.clause} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <h3>名额</h3>
    {quotas.length === 0 ? (
      <p className="call-muted">不限申报数量。</p>
    ) : (
      <ul>
        {quotas.map((quota) => (
          <li key={`${quota.of} ${quota.per}`}>
            {quotaText(quota)} {quota.clause !== undefined && <ClauseLink id={quota.clause} />}
          </li>
        ))}
      </ul>
    )}
    <h3>报送</h3>
    <p>
      {route === "organiser-only"
        ? "单位直接报组织部门，其他层级看不到申报内容。"
        : programmeOf(programme).organiser === "city"
          ? "按单位隶属关系逐级审核：县属单位经县报市，市属单位直接报市。"
          : "按单位隶属关系逐级审核：县属单位经县、市，市属单位经市，省属单位直接报省。"}
    </p>
  </section>
);

const Materials = ({ definition }: { definition: CallDefinition }) => {
  const { materials, review } = definition;
  return (
    <section className="panel">
      <h2>要交的材料</h2>
      {materials.length === 0 ? (
        <p className="call-muted">不要求附件。</p>
      ) : (
        <table className="call-table">
          <thead>
            <tr>
              <th scope="col">材料</th>
              <th scope="col">何时须交</th>
              <th scope="col">依据</th>
            </tr>
          </thead>
          <tbody>
            {materials.map(({ id, title, required, readInBlind, when, clause }) => (
              <tr key={id}>
                <td>
                  {title}
                  {review.isBlind && readInBlind && <div className="call-muted">可匿名阅看：不得出现单位和人员信息</div>}
                </td>
                <td>
                  {whenText(definition, when)}
                  {required ? "必交" : "对应项目填“有”时必交"}
                </td>
                <td>
                  <Clause id={clause} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const Questions = ({ definition }: { definition: CallDefinition }) => (
  <section className="panel">
    <h2>要填的内容</h2>
    <p className="call-muted">单位名称、级别、地区等平台已有的信息不用填写。</p>
    <table className="call-table">
      <thead>
        <tr>
          <th scope="col">部分</th>
          <th scope="col">内容</th>
          <th scope="col">填法</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      {definition.sections.map(({ id, title, help, questions }) => (
        <tbody key={id}>
          {questions.map((question, index) => (
            <tr key={question.id}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={questions.length}>
                  {title}
                  {help !== undefined && <div className="call-muted">{help}</div>}
                </th>
              )}
              <td>
                {question.label}
                {!question.required && <span className="call-muted">（选填）</span>}
                {question.when && <div className="call-muted">{whenText(definition, question.when)}填写</div>}
              </td>
              <td className="muted">
                {[answerText(question), checkText(definition, question)].filter((part) => part !== "").join("；")}
              </td>
              <td>
                <Clause id={question.clause} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  </section>
);

const matchingText = { required: "须落实单位自筹资金", declared: "有自筹或配套的如实填列", none: "不填自筹资金" } as const;

const Budget = ({ budget }: { budget: NonNullable<CallDefinition["budget"]> }) => (
  <section className="panel">
    <h2>
      项目预算 <UnitNote />
    </h2>
    <dl className="call-facts">
      <dt>填列年度</dt>
      <dd>{budget.years.map((year) => `${year}年`).join("、")}</dd>
      <dt>每个项目至多申请</dt>
      <dd>{budget.supportCapFen === null ? "不限" : <Amount fen={budget.supportCapFen} />}</dd>
      <dt>自筹与配套</dt>
      <dd>{matchingText[budget.matching]}</dd>
      <dt>经济分类</dt>
      <dd>{budget.allowedClasses.length === 0 ? "不限" : budget.allowedClasses.map(classLabel).join("、")}</dd>
      <dt>绩效目标</dt>
      <dd>{budget.targets === "required" ? "每行预算对应任务和至少一个绩效目标" : "不要求"}</dd>
      <dt>依据</dt>
      <dd>
        <ClauseLink id={budget.clause} />
      </dd>
    </dl>
  </section>
);

const points = (hundredths: number): string => `${hundredths / 100}分`;

const Review = ({ definition }: { definition: CallDefinition }) => {
  const { review, correction, checkDays, noticeWorkingDays, reserveYears } = definition;
  const total = review.items.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  return (
    <section className="panel">
      <h2>怎样评审</h2>
      {review.kind === "decision-only" ? (
        <p>不打分，由组织部门审查后决定。</p>
      ) : (
        <>
          <p>
            {review.experts}名专家{review.isBlind ? "匿名" : ""}打分
            {review.fields.length > 0 && `，须有${review.fields.join("、")}方面的专家`}；折合百分制，{points(review.pass)}
            及以上推荐，{points(review.revise)}至{points(review.pass)}修改后推荐，不足{points(review.revise)}
            不推荐；最高分与最低分相差 超过{review.spread}分的复评。
          </p>
          <table className="call-table">
            <thead>
              <tr>
                <th scope="col">评分项</th>
                <th scope="col" className="number">
                  满分（分）
                </th>
                <th scope="col">依据</th>
              </tr>
            </thead>
            <tbody>
              {review.items.map(({ id, title, maxPoints, clause }) => (
                <tr key={id}>
                  <td>{title}</td>
                  <td className="number">{maxPoints}</td>
                  <td>
                    <Clause id={clause} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td>合计{total === 100 ? "" : "（折合100分）"}</td>
                <td className="number">{total}</td>
                <td />
              </tr>
            </tfoot>
          </table>
        </>
      )}
      {review.vetoes.length > 0 && (
        <>
          <h3>一票否决（有一项不符合即不予推荐）</h3>
          <ul>
            {review.vetoes.map(({ id, title, clause }) => (
              <li key={id}>
                {title} <ClauseLink id={clause} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="call-muted">
        {checkDays !== undefined && `每级审核限${checkDays}日；`}退回补正限{correction.days}日，每级至多{correction.times}次；公示
        {noticeWorkingDays}个工作日；储备有效期{reserveYears}年。
      </p>
    </section>
  );
};
