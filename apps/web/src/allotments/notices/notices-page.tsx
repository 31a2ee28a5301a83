import { listAllotmentNotices, type NoticeSummary, noticeKindNames, noticeKinds } from "@qiangyi/api";
import { Button, Segmented, Select } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { Amount, KeysetTable, Light, Page, SuspendedLines, UnitNote, useSession, useWorkScope } from "../../ui/index.ts";
import { noticeLights } from "./words.ts";

const levels = { province: "省级", city: "市级", county: "县级" } as const;

/** Notices below the province, and reductions, have pages of their own, with the money that they move. */
const pathOf = ({ id, kind, year }: NoticeSummary): string => {
  if (kind === "distribution") return `/allotments/distributions/${id}?year=${year}`;
  return kind === "reduction" ? `/allotments/reductions/${id}?year=${year}` : `/allotments/notices/${id}?year=${year}`;
};

/** 下达文件 of a year, by kind and level; drafts of one's own office among them. */
export const NoticesPage = () => {
  const { year } = useWorkScope();
  const { can } = useSession();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const kind = search.get("kind") ?? "";
  const level = search.get("level") ?? "";
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <Page
      title="下达文件"
      subtitle="提前下达、正式下达、分解下达和追减；每份文件的文号、签署、抄送和各行去向"
      actions={
        can("budgets.write") && (
          <>
            <Link to={`/allotments/notices/import?year=${year}`}>
              <Button>导入已印发文件</Button>
            </Link>
            <Link to={`/allotments/notices/new?year=${year}`}>
              <Button type="primary">拟制下达文件</Button>
            </Link>
          </>
        )
      }
    >
      <SuspendedLines />
      <KeysetTable<NoticeSummary>
        caption={`${year}年下达文件`}
        route={listAllotmentNotices}
        input={{ query: { year, ...(kind !== "" && { kind }), ...(level !== "" && { level }) } }}
        rowKey={({ id }) => id}
        onOpen={(notice) => void navigate(pathOf(notice))}
        emptyText={`${year}年还没有下达文件`}
        toolbar={
          <>
            <Segmented
              aria-label="种类"
              size="small"
              value={kind}
              onChange={(value) => set("kind", value)}
              options={[{ value: "", label: "全部" }, ...noticeKinds.map((value) => ({ value, label: noticeKindNames[value] }))]}
            />
            <Select
              aria-label="级次"
              size="small"
              style={{ width: 110 }}
              value={level}
              onChange={(value) => set("level", value)}
              options={[{ value: "", label: "全部级次" }, ...Object.entries(levels).map(([value, label]) => ({ value, label }))]}
            />
          </>
        }
        extra={<UnitNote />}
        columns={[
          { title: "文号", render: (_, notice) => <Link to={pathOf(notice)}>{notice.number ?? "（草稿）"}</Link> },
          { title: "标题", dataIndex: "title" },
          { title: "种类", render: (_, { kind: of }) => noticeKindNames[of] },
          { title: "发文单位", dataIndex: "issuerName" },
          { title: "行数", className: "number", dataIndex: "rowCount" },
          { title: "本次下达", className: "number", render: (_, { totalFen }) => <Amount fen={totalFen} strong /> },
          { title: "状态", render: (_, { state }) => <Light {...noticeLights[state]} /> },
          { title: "签发日期", render: (_, { issuedOn }) => issuedOn ?? "—" },
        ]}
      />
    </Page>
  );
};
