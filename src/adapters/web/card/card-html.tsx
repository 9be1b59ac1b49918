import type { Child } from 'hono/jsx';
import { pages } from '../../../core/wording.ts';
import { Wide } from '../wide.tsx';
import type { CardElement, CardJson, CardText, TableColumn } from './card-json.ts';
import { CardMarkdown, colorClass } from './card-markdown.tsx';

/** What makes the controls of a card work. */
export interface CardUse {
  /** Where a click is sent, as a form. */
  action: string;
  /** Sent with every click: which message the card is, who clicks. */
  fields: Record<string, string>;
  /** Links to our own pages are given without this, so that they stay on the host the reader is on. */
  publicUrl: string;
}

/** A Feishu card (JSON 2.0) as HTML, close to how the client shows it. */
export function CardHtml({ card, use }: { card: CardJson; use: CardUse }) {
  const { header } = card;
  return (
    <div class="card">
      {header ? (
        <div class={`card-head t-${/^[a-z]+$/.exec(header.template ?? '')?.[0] ?? 'default'}`}>
          <div class="card-title">
            {header.title?.content}
            {header.text_tag_list?.map(({ text, color }) => (
              <span class={`card-tag ${colorClass(color ?? '')}`}>{text.content}</span>
            ))}
          </div>
          {header.subtitle?.content ? <div class="card-subtitle">{header.subtitle.content}</div> : null}
        </div>
      ) : null}
      <div class="card-body">
        <Elements elements={card.body?.elements ?? []} path="/body/elements" use={use} />
      </div>
    </div>
  );
}

interface Placed {
  element: CardElement;
  /** Where the element stands in the card (`elementAt`). */
  path: string;
  use: CardUse;
}

function Elements(props: { elements: readonly CardElement[]; path: string; use: CardUse; inForm?: boolean }) {
  return (
    <>
      {props.elements.map((element, i) => {
        const render = renderers[element.tag] ?? unknown;
        return render({ element, path: `${props.path}/${i}`, use: props.use }, props.inForm ?? false);
      })}
    </>
  );
}

const renderers: Record<string, (placed: Placed, inForm: boolean) => Child> = {
  markdown: ({ element }) => (
    <div class="card-markdown">
      <CardMarkdown content={element.content ?? ''} />
    </div>
  ),
  div: ({ element }) => (
    <>
      {element.text ? <Text text={element.text} /> : null}
      {element.fields?.map(({ text }) => (
        <Text text={text} />
      ))}
    </>
  ),
  hr: () => <hr />,
  img: ({ element }) => <p class="card-text s-notation c-grey">{element.alt?.content}</p>,
  column_set: ({ element, path, use }, inForm) => (
    <div class={`card-columns f-${/^[a-z]+$/.exec(element.flex_mode ?? '')?.[0] ?? 'none'}`}>
      {(element.columns as CardElement[] | undefined)?.map((column, i) => (
        <div
          class={`card-column w-${column.width === 'weighted' ? (column.weight ?? 1) : 'auto'} ${column.vertical_align === 'center' ? 'v-center' : ''}`}
        >
          <Elements
            elements={column.elements ?? []}
            path={`${path}/columns/${i}/elements`}
            use={use}
            inForm={inForm}
          />
        </div>
      ))}
    </div>
  ),
  collapsible_panel: ({ element, path, use }) => (
    <details class="card-panel" open={element.expanded}>
      <summary>{element.header?.title?.content}</summary>
      <Elements elements={element.elements ?? []} path={`${path}/elements`} use={use} />
    </details>
  ),
  interactive_container: ({ element, path, use }) => (
    <div class={element.has_border ? 'card-box bordered' : 'card-box'}>
      <Elements elements={element.elements ?? []} path={`${path}/elements`} use={use} />
      <Link element={element} use={use} label={pages.cardOpen} />
    </div>
  ),
  button: (placed, inForm) => <Button {...placed} inForm={inForm} />,
  form: ({ element, path, use }) => (
    <form class="card-form" method="post" action={use.action}>
      <Hidden fields={use.fields} />
      <Elements elements={element.elements ?? []} path={`${path}/elements`} use={use} inForm />
    </form>
  ),
  input: (placed, inForm) => (
    <Control {...placed} inForm={inForm}>
      {placed.element.input_type === 'multiline_text' ? (
        <textarea {...fieldOf(placed.element)} maxlength={placed.element.max_length ?? 1000}>
          {placed.element.default_value}
        </textarea>
      ) : (
        <input
          type="text"
          {...fieldOf(placed.element)}
          value={placed.element.default_value}
          maxlength={placed.element.max_length ?? 1000}
        />
      )}
    </Control>
  ),
  select_static: (placed, inForm) => <Select {...placed} inForm={inForm} />,
  multi_select_static: (placed, inForm) => <Select {...placed} inForm={inForm} several />,
  select_person: (placed, inForm) => <Select {...placed} inForm={inForm} />,
  date_picker: (placed, inForm) => (
    <Control {...placed} inForm={inForm}>
      <input type="date" {...fieldOf(placed.element)} value={placed.element.initial_date} />
    </Control>
  ),
  table: ({ element }) => <Table element={element} />,
  chart: ({ element }) => <ChartAsTable spec={element.chart_spec} />,
  person: ({ element }) => (
    <span class="card-at">@{String((element as { user_id?: string }).user_id ?? '')}</span>
  ),
};

/** What the renderer does not know is named, so that nobody takes the rest for the whole card. */
const unknown = ({ element }: Placed): Child => (
  <p class="card-text s-notation c-grey">{pages.cardUnknown(element.tag)}</p>
);

function Text({ text }: { text: CardText }) {
  const size = /^[a-z0-9-]+$/.exec(text.text_size ?? '')?.[0] ?? 'normal';
  const look = `card-text s-${size} ${colorClass(text.text_color ?? '')} ${text.lines ? `l-${text.lines}` : ''}`;
  if (text.tag === 'lark_md') {
    return (
      <div class={look}>
        <CardMarkdown content={text.content} />
      </div>
    );
  }
  return <p class={look}>{text.content}</p>;
}

function Button({ element, path, use, inForm }: Placed & { inForm: boolean }) {
  const label = element.text?.content ?? '';
  const look = `card-button b-${/^[a-z_]+$/.exec(element.type ?? '')?.[0] ?? 'default'}`;
  const calls = element.behaviors?.some(({ type }) => type === 'callback') ?? false;
  if (inForm && element.form_action_type === 'reset') {
    return (
      <button type="reset" class={look}>
        {label}
      </button>
    );
  }
  const button = (
    <button
      type="submit"
      name="element"
      value={path}
      class={look}
      disabled={element.disabled}
      data-confirm={element.confirm ? confirmation(element.confirm) : undefined}
    >
      {label}
    </button>
  );
  if (inForm) return button;
  if (!calls) return <Link element={element} use={use} label={label} look={look} />;
  return (
    <form method="post" action={use.action}>
      <Hidden fields={use.fields} />
      {button}
    </form>
  );
}

function Link(props: { element: CardElement; use: CardUse; label: string; look?: string }) {
  const url = props.element.behaviors?.find(({ type }) => type === 'open_url')?.default_url ?? '';
  if (!/^https?:\/\//i.test(url)) return null;
  const own = props.use.publicUrl !== '' && url.startsWith(`${props.use.publicUrl}/`);
  return (
    <a class={props.look} href={own ? url.slice(props.use.publicUrl.length) : url}>
      {props.label}
    </a>
  );
}

function Select(props: Placed & { inForm: boolean; several?: boolean }) {
  const { element, path, use, inForm, several = false } = props;
  const chosen = several ? (element.selected_values ?? []) : [element.initial_option];
  return (
    <Control element={element} path={path} use={use} inForm={inForm}>
      <select {...fieldOf(element)} multiple={several}>
        {several ? null : <option value="">{element.placeholder?.content ?? ''}</option>}
        {element.options?.map(({ text, value }) => (
          <option value={value} selected={chosen.includes(value)}>
            {text?.content ?? value}
          </option>
        ))}
      </select>
    </Control>
  );
}

/** A field: part of its form, or a form of its own that is sent when the field changes. */
function Control(props: Placed & { inForm: boolean; children?: Child }) {
  const { element, path, use, inForm, children } = props;
  const labelled = (
    <div class="card-field">
      {/* The field itself carries the label for those who do not see this one. */}
      {element.label?.content ? <span aria-hidden="true">{element.label.content}</span> : null}
      {children}
    </div>
  );
  if (inForm) return labelled;
  return (
    <form class="card-own" method="post" action={use.action} data-submit-on-change>
      <Hidden fields={{ ...use.fields, element: path }} />
      {labelled}
      <noscript>
        <button type="submit">{pages.cardSend}</button>
      </noscript>
    </form>
  );
}

const fieldOf = (element: CardElement) => ({
  name: `value:${element.name ?? ''}`,
  required: element.required,
  disabled: element.disabled,
  placeholder: element.placeholder?.content,
  'aria-label': element.label?.content ?? element.placeholder?.content,
});

function Hidden({ fields }: { fields: Record<string, string> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Table({ element }: { element: CardElement }) {
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

function confirmation({ title, text }: NonNullable<CardElement['confirm']>): string {
  return [title?.content, text?.content].filter(Boolean).join('\n');
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
function ChartAsTable({ spec }: { spec: unknown }) {
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
