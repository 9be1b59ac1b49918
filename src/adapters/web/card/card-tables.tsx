import type { Child } from 'hono/jsx';
import { Wide } from '../wide.tsx';
import type { CardElement, TableColumn } from './card-json.ts';
import { CardMarkdown } from './card-markdown.tsx';

export function Table({ element }: { element: CardElement }) {
  const columns = (element.columns ?? []) as TableColumn[];
  const rows = Array.isArray(element.rows) ? element.rows : [];
  return (
    <Wide>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column.display_name ?? column.name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ name, data_type }) => (
                <td>{cell(row[name], data_type)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function cell(value: unknown, type = 'text'): Child {
  if (Array.isArray(value)) return value.map((one) => (one as { text?: string }).text ?? '').join('、');
  if (type === 'markdown' || type === 'lark_md') return <CardMarkdown content={String(value ?? '')} />;
  return String(value ?? '');
}

interface ChartSpec {
  title?: { text?: string };
  data?: { values?: Record<string, unknown>[] } | { values?: Record<string, unknown>[] }[];
  xField?: string;
  yField?: string;
  seriesField?: string;
}

/**
 * NOTE: a chart is shown as a table of its values, one column a series; the picture needs VChart, which only the client
 * has.
 */
export function ChartAsTable({ spec }: { spec: unknown }) {
  const { title, data, xField = '', yField = '', seriesField } = (spec ?? {}) as ChartSpec;
  const values = (Array.isArray(data) ? data[0]?.values : data?.values) ?? [];
  const text = (value: unknown): string => String(value ?? '');
  const series = seriesField ? [...new Set(values.map((one) => text(one[seriesField])))] : [yField];
  const places = [...new Set(values.map((one) => text(one[xField])))];
  const at = (place: string, name: string): string =>
    text(
      values.find(
        (one) => text(one[xField]) === place && (!seriesField || text(one[seriesField]) === name),
      )?.[yField],
    );
  return (
    <Wide>
      <table>
        {title?.text ? <caption>{title.text}</caption> : null}
        <thead>
          <tr>
            <td />
            {series.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr>
              <th scope="row">{place}</th>
              {series.map((name) => (
                <td>{at(place, name)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
