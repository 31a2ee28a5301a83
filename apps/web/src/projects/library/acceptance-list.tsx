import { downloadAcceptanceFile, type ProjectAcceptance } from "@qiangyi/api";
import { acceptanceResults } from "@qiangyi/projects";
import { Button } from "antd";
import { Light, minuteOf, useSave } from "../../ui/index.ts";
import { sizeText } from "../project/words.ts";

const lights = { passed: "good", mend: "warning", failed: "bad" } as const;

/** The last inspection in one line. */
export const AcceptanceSummary = ({ acceptances: [newest] }: { acceptances: readonly ProjectAcceptance[] }) => {
  if (!newest) return <>尚未验收</>;
  return (
    <>
      <Light state={lights[newest.result]} text={acceptanceResults[newest.result]} /> {newest.acceptedOn}，{newest.documentNumber}
      {newest.mend && (
        <>
          {"　"}
          <Light state={newest.mend.light} text={newest.mend.text} />
        </>
      )}
    </>
  );
};

/** Every inspection that was held, also those that did not pass: group, opinions, order to mend, files. */
export const AcceptanceList = ({ projectId, acceptances }: { projectId: string; acceptances: readonly ProjectAcceptance[] }) => (
  <section className="panel" aria-label="验收记录">
    <h2>验收记录 {acceptances.length}次</h2>
    {acceptances.map((acceptance) => (
      <Inspection key={acceptance.seq} projectId={projectId} acceptance={acceptance} />
    ))}
  </section>
);

const Inspection = ({ projectId, acceptance }: { projectId: string; acceptance: ProjectAcceptance }) => {
  const { seq, acceptedOn, documentNumber, result, conclusion, comparison, mend, members, by } = acceptance;
  return (
    <article className="objection" aria-label={`第${seq}次验收`}>
      <h3>
        第{seq}次　{acceptedOn} <Light state={lights[result]} text={acceptanceResults[result]} />
      </h3>
      <p>{conclusion}</p>
      {comparison !== null && <p>与全省同专科的比较：{comparison}</p>}
      {mend && (
        <p>
          整改要求：{mend.order}　<Light state={mend.light} text={mend.text} />
          {mend.reported && (
            <>
              <br />
              单位报验：{mend.reported.opinion}（{mend.reported.name}，{minuteOf(mend.reported.at)}）
            </>
          )}
        </p>
      )}
      {members.length > 0 && <Members members={members} />}
      <Files projectId={projectId} files={acceptance.files} />
      <p className="sel-note">
        依据{documentNumber}；{by.name}于{minuteOf(by.at)}登记
      </p>
    </article>
  );
};

const Members = ({ members }: { members: ProjectAcceptance["members"] }) => (
  <table className="answer-table">
    <thead>
      <tr>
        {["验收组成员", "单位", "职务职称", "意见", "说明"].map((title) => (
          <th scope="col" key={title}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {members.map(({ name, unit, post, result, opinion }) => (
        <tr key={`${name} ${unit}`}>
          <th scope="row">{name}</th>
          <td>{unit}</td>
          <td>{post || "—"}</td>
          <td>
            <Light state={lights[result]} text={acceptanceResults[result]} />
          </td>
          <td>{opinion || "—"}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Files = ({ projectId, files }: { projectId: string; files: ProjectAcceptance["files"] }) => {
  const save = useSave();
  return (
    <p>
      验收材料：
      {files.map(({ id, name, sizeBytes }) => (
        <Button
          key={id}
          type="link"
          size="small"
          className="text-button"
          onClick={() => save(downloadAcceptanceFile, { params: { projectId, file: id } })}
        >
          {name}（{sizeText(sizeBytes)}）
        </Button>
      ))}
    </p>
  );
};
