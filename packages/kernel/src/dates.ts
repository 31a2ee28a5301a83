declare const plainDateBrand: unique symbol;

/** A calendar date of Asia/Shanghai as "YYYY-MM-DD". Compares by <, > as text; carries no time and no zone. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMilliseconds = 86_400_000;

/** Reads "YYYY-MM-DD"; undefined for another form or a day that the calendar does not have. Years 1900 to 2199. */
export const parseDate = (text: string): PlainDate | undefined => {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  return day <= daysInMonth(year, month) ? (text as PlainDate) : undefined;
};

/** A date literal in code; throws when it is none. */
export const date = (text: string): PlainDate => {
  const parsed = parseDate(text);
  if (parsed === undefined) throw new RangeError(`date("${text}"): a calendar date YYYY-MM-DD expected`);
  return parsed;
};

// Read digit by digit: rules ask this of every fact, and cutting out pieces of text costs several times as much.
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;
export const yearOf = (day: PlainDate): number => digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
export const monthOf = (day: PlainDate): number => digit(day, 5) * 10 + digit(day, 6);
export const dayOfMonth = (day: PlainDate): number => digit(day, 8) * 10 + digit(day, 9);
export const startOfYear = (year: number): PlainDate => `${year}-01-01` as PlainDate;
export const endOfYear = (year: number): PlainDate => `${year}-12-31` as PlainDate;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const addDays = (day: PlainDate, count: number): PlainDate => {
  const [year, month, target] = [yearOf(day), monthOf(day), dayOfMonth(day) + count];
  const last = daysInMonth(year, month);
  if (target >= 1 && target <= last) return compose(year, month, target);
  return target === last + 1
    ? firstOfNextMonth(year, month)
    : (new Date(epoch(day) + count * dayMilliseconds).toISOString().slice(0, 10) as PlainDate);
};

/** Days from one date to another; positive when `to` is later. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => (epoch(to) - epoch(from)) / dayMilliseconds;

/**
 * The same day `count` months on. A day that the month does not have becomes the first of the next month, so that 29 February
 * has its anniversary on 1 March (funds-engine conventions, section 0).
 */
export const addMonths = (day: PlainDate, count: number): PlainDate => {
  const months = yearOf(day) * 12 + (monthOf(day) - 1) + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOfMonth(day) <= daysInMonth(year, month) ? compose(year, month, dayOfMonth(day)) : firstOfNextMonth(year, month);
};

export const addYears = (day: PlainDate, count: number): PlainDate => addMonths(day, count * 12);

/** The calendar date in Shanghai at an instant. */
export const dateInShanghai = (instant: Date): PlainDate => shanghaiText(instant).slice(0, 10) as PlainDate;

/** "2025-03-03 09:00": the minute in Shanghai at an instant, as lists, exports and messages write it. */
export const minuteInShanghai = (instant: Date): string => shanghaiText(instant).slice(0, 16).replace("T", " ");

/** China keeps UTC+8 all year, so no zone table is needed. */
const shanghaiText = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString();

/** "2024年3月4日", as official documents write dates (GB/T 9704: no leading zeros). */
export const inChinese = (day: PlainDate): string => `${yearOf(day)}年${monthOf(day)}月${dayOfMonth(day)}日`;

const firstOfNextMonth = (year: number, month: number): PlainDate =>
  month === 12 ? startOfYear(year + 1) : compose(year, month + 1, 1);
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const epoch = (day: PlainDate): number => Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day));
const compose = (year: number, month: number, day: number): PlainDate =>
  `${year}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}` as PlainDate;
