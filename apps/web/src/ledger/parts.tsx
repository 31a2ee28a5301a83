import { PrinterOutlined } from "@ant-design/icons";
import { type BookFigures, type EarmarkShown, type FigureName, figureNames } from "@qiangyi/api";
import { Button } from "antd";
import { Link } from "react-router";
import { Amount } from "../ui/index.ts";

/** An amount that leads on; nothing lies behind a zero. */
export const LinkedAmount = ({ fen, to, label, strong = false }: { fen: string; to: string; label: string; strong?: boolean }) =>
  fen === "0" ? (
    <Amount fen={fen} strong={strong} />
  ) : (
    <Link to={to} title={label} className="ledger-amount-link">
      <Amount fen={fen} strong={strong} />
    </Link>
  );

export const PrintButton = () => (
  <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
    打印
  </Button>
);

/** Columns of figures in the order of a book: where the money came from, then where it lies. */
const columnGroups: readonly { readonly title: string; readonly names: readonly FigureName[] }[] = [
  { title: "来源", names: ["arrangedFen", "fromAboveFen", "carriedInFen", "reassignedFen"] },
  {
    title: "去向",
    names: [
      "undistributedFen",
      "awaitingFen",
      "passedDownFen",
      "availableFen",
      "frozenFen",
      "paidFen",
      "carriedOutFen",
      "recoveredFen",
    ],
  },
];

/** The figures that some row has; the others would be columns of zeros. */
export const figuresIn = (rows: readonly BookFigures[]): readonly FigureName[] =>
  (Object.keys(figureNames) as FigureName[]).filter((name) => rows.some((row) => row[name] !== "0"));

/** Columns of these figures, and the two sums, which must agree. */
export const figureColumns = <Row extends BookFigures>(
  shown: readonly FigureName[],
  pathOf?: (row: Row, name: FigureName) => string | undefined,
) =>
  columnGroups.map(({ title, names }) => ({
    title,
    key: title,
    children: [
      ...names
        .filter((name) => shown.includes(name))
        .map((name) => ({
          title: figureNames[name],
          key: name as string,
          className: "number",
          render: (_: unknown, row: Row) => {
            const to = pathOf?.(row, name);
            if (to === undefined) return <Amount fen={row[name]} />;
            return <LinkedAmount fen={row[name]} to={to} label={`${figureNames[name]}，查看账簿`} />;
          },
        })),
      {
        title: `${title}合计`,
        key: `${title}-sum`,
        className: "number",
        render: (_: unknown, row: Row) => <Amount fen={title === "来源" ? row.sourcesFen : row.usesFen} strong />,
      },
    ],
  }));

/** What an account page is for, in one line. */
export const earmarkText = ({ year, lineTitle, projectTitle }: EarmarkShown): string =>
  [`${year}年`, lineTitle, projectTitle].filter(Boolean).join(" · ");
