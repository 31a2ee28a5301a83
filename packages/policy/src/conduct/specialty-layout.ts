export interface LocatedSpecialty {
  readonly city: string;
  readonly discipline: string;
}

export interface CityLayout {
  readonly city: string;
  readonly total: number;
  readonly byDiscipline: Readonly<Record<string, number>>;
}

/** 第七条（一）4 优化布局: what each city has already, so that voters see it first. Cities with nothing are listed too. */
export const specialtyLayout = (cities: readonly string[], specialties: readonly LocatedSpecialty[]): readonly CityLayout[] =>
  cities.map((city) => {
    const own = specialties.filter((each) => each.city === city);
    const counts = new Map<string, number>();
    for (const { discipline } of own) counts.set(discipline, (counts.get(discipline) ?? 0) + 1);
    return {
      city,
      total: own.length,
      byDiscipline: Object.fromEntries([...counts].toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))),
    };
  });
