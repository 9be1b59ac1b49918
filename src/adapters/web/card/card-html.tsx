import type { Child } from 'hono/jsx';
import { pages } from '../../../core/wording.ts';
import {
  Button,
  type CardUse,
  DateField,
  Hidden,
  Input,
  Link,
  type Placed,
  Select,
} from './card-controls.tsx';
import type { CardElement, CardJson, CardText } from './card-json.ts';
import { CardMarkdown, colorClass } from './card-markdown.tsx';
import { ChartAsTable, Table } from './card-tables.tsx';

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
  input: (placed, inForm) => <Input {...placed} inForm={inForm} />,
  select_static: (placed, inForm) => <Select {...placed} inForm={inForm} />,
  multi_select_static: (placed, inForm) => <Select {...placed} inForm={inForm} several />,
  select_person: (placed, inForm) => <Select {...placed} inForm={inForm} />,
  date_picker: (placed, inForm) => <DateField {...placed} inForm={inForm} />,
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
