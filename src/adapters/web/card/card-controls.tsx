import type { Child } from 'hono/jsx';
import { pages } from '../../../core/wording.ts';
import type { CardElement } from './card-json.ts';

/** What makes the controls of a card work. */
export interface CardUse {
  /** Where a click is sent, as a form. */
  action: string;
  /** Sent with every click: which message the card is, who clicks. */
  fields: Record<string, string>;
  /** Links to our own pages are given without this, so that they stay on the host the reader is on. */
  publicUrl: string;
}

/** An element, and where it stands. */
export interface Placed {
  element: CardElement;
  /** Where the element stands in the card (`elementAt`). */
  path: string;
  use: CardUse;
}

/** A button; one that opens a page is a link, one outside a form is a form of its own. */
export function Button({ element, path, use, inForm }: Placed & { inForm: boolean }) {
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

/** What an element opens; nothing for addresses that are none of the web. */
export function Link(props: { element: CardElement; use: CardUse; label: string; look?: string }) {
  const url = props.element.behaviors?.find(({ type }) => type === 'open_url')?.default_url ?? '';
  if (!/^https?:\/\//i.test(url)) return null;
  const own = props.use.publicUrl !== '' && url.startsWith(`${props.use.publicUrl}/`);
  return (
    <a class={props.look} href={own ? url.slice(props.use.publicUrl.length) : url}>
      {props.label}
    </a>
  );
}

export function Input({ element, ...placed }: Placed & { inForm: boolean }) {
  const length = element.max_length ?? 1000;
  return (
    <Control element={element} {...placed}>
      {element.input_type === 'multiline_text' ? (
        <textarea {...fieldOf(element)} maxlength={length}>
          {element.default_value}
        </textarea>
      ) : (
        <input type="text" {...fieldOf(element)} value={element.default_value} maxlength={length} />
      )}
    </Control>
  );
}

export function DateField({ element, ...placed }: Placed & { inForm: boolean }) {
  return (
    <Control element={element} {...placed}>
      <input type="date" {...fieldOf(element)} value={element.initial_date} />
    </Control>
  );
}

export function Select(props: Placed & { inForm: boolean; several?: boolean }) {
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

export function Hidden({ fields }: { fields: Record<string, string> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function confirmation({ title, text }: NonNullable<CardElement['confirm']>): string {
  return [title?.content, text?.content].filter(Boolean).join('\n');
}
