import type { explainDue, RouteAnswer } from "@qiangyi/api";
import { Descriptions } from "antd";
import { Link } from "react-router";
import { ClauseLink } from "../ui/index.ts";

type Explained = RouteAnswer<typeof explainDue>;

export const Steps = ({ steps }: Pick<Explained, "steps">) => (
  <>
    <h2>计算步骤</h2>
    <ol className="steps">
      {steps.map(({ text, clause }) => (
        <li key={`${text} ${clause}`}>
          {text}　<ClauseLink id={clause} />
        </li>
      ))}
    </ol>
  </>
);

/** The facts that the reader may see, each with its entry, and how many more there are. */
export const Facts = ({ facts, hidden = 0 }: Pick<Explained, "facts"> & { hidden?: number }) => (
  <>
    <h2>依据的事实</h2>
    {facts.map(({ id, typeName, values, entry }) => (
      <div key={id} className="fact">
        <h3>
          {typeName}　{entry ? <Link to={`/registers/${entry.register}/${entry.entryId}`}>{id}</Link> : id}
        </h3>
        <Descriptions
          size="small"
          column={2}
          items={[
            ...values.map(({ label, value }) => ({ key: label, label, children: value })),
            {
              key: "evidence",
              label: "佐证",
              children:
                entry?.documentNumber == null
                  ? "未登记文号"
                  : `${entry.documentNumber}${entry.documentDate === null ? "" : `，${entry.documentDate}`}${entry.attachment === null ? "" : "，有附件"}`,
            },
          ]}
        />
      </div>
    ))}
    {hidden > 0 && (
      <p className="hidden-facts" role="note">
        {facts.length > 0 ? "另有" : ""}
        {hidden}条事实属于其他地区或单位，不在您的查看范围内，这里不列；计算时已计入，结论见上面的步骤。
      </p>
    )}
  </>
);
