import type { Choices } from '../../core/catalogue.ts';
import { pages } from '../../core/wording.ts';

export interface FilterProps extends Choices {
  /** `''` for all. */
  unit: string;
  /** `''` for all. */
  year: string;
}

/** Filters by unit and year for the catalogue; a plain form, so that it works without a script. */
export function FilterForm(props: FilterProps) {
  return (
    <form class="filters" action="/" method="get" data-submit-on-change>
      <FilterFields {...props} />
      <button type="submit">{pages.filter}</button>
    </form>
  );
}

/** The two fields, to stand in any form. */
export function FilterFields({ units, years, unit, year }: FilterProps) {
  return (
    <>
      <label>
        <span class="visually-hidden">{pages.filterByUnit}</span>
        <select name="unit">
          <option value="">{pages.allUnits}</option>
          {units.map((u) => (
            <option value={u.unit} selected={u.unit === unit}>
              {pages.unitWithCount(u.unit, u.articles)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="visually-hidden">{pages.filterByYear}</span>
        <select name="year">
          <option value="">{pages.allYears}</option>
          {years.map((y) => (
            <option value={String(y)} selected={String(y) === year}>
              {pages.yearOf(y)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
