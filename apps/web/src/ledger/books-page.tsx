import { type BookItem, type BookLevel, bookLevelNames, type FigureName, figureNames, listBooks } from "@qiangyi/api";
import { Link, useNavigate } from "react-router";
import { FilterBar, KeysetTable, Page, UnitNote, useFilters, useScoped, useWorkScope } from "../ui/index.ts";
import "./ledger.css";
import { figureColumns, PrintButton } from "./parts.tsx";

/** Books in the user's scope with their figures of the year; what a number of the funnel is made of. */
export const BooksPage = () => {
  const { year, region } = useWorkScope();
  const { values, set } = useFilters(["line", "level", "having"]);
  const navigate = useNavigate();
  const scoped = useScoped(["line"]);
  const having = values.having as FigureName | undefined;
  const shown = having === undefined ? (Object.keys(figureNames) as FigureName[]) : [having];
  return (
    <Page
      title="账簿列表"
      subtitle={`${year}年预算资金；每一级财政和每个项目单位各一本账`}
      actions={
        <>
          <Link to={scoped("/ledger")}>资金漏斗</Link>
          <PrintButton />
        </>
      }
    >
      <KeysetTable<BookItem>
        caption="账簿"
        route={listBooks}
        input={{ query: { year, ...(region !== "" && { region }), ...values } }}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(scoped(`/ledger/books/${encodeURIComponent(id)}`))}
        emptyText="没有符合条件的账簿"
        toolbar={
          <FilterBar
            values={values}
            onChange={set}
            filters={[
              {
                kind: "choice",
                name: "level",
                label: "级次",
                placeholder: "全部级次",
                width: 130,
                options: (Object.keys(bookLevelNames) as BookLevel[]).map((value) => ({ value, label: bookLevelNames[value] })),
              },
              {
                kind: "choice",
                name: "having",
                label: "有余额的科目",
                placeholder: "不限科目",
                width: 170,
                options: Object.entries(figureNames).map(([value, label]) => ({ value, label })),
              },
            ]}
          />
        }
        extra={<UnitNote />}
        columns={[
          {
            title: "账簿",
            key: "title",
            render: (_, { id, title }) => <Link to={scoped(`/ledger/books/${encodeURIComponent(id)}`)}>{title}</Link>,
          },
          { title: "级次", key: "level", render: (_, { level }) => bookLevelNames[level] },
          { title: "地区", dataIndex: "place", key: "place" },
          { title: "账页", dataIndex: "pages", key: "pages", className: "number" },
          ...figureColumns<BookItem>(shown),
        ]}
      />
    </Page>
  );
};
