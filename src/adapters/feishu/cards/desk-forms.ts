import type { Audience } from '../../../core/bulletin.ts';
import { EVERYONE, numberField, unitsField } from '../../../core/publishing/corrections.ts';
import type { Group, Preview } from '../../../core/publishing/desk-face.ts';
import { button, desk as words } from '../../../core/wording.ts';
import { type Element, type Form, type Input, paragraph, plainText, remark } from '../card-json.ts';
import { control } from '../schema.ts';
import { shorten } from './parts.ts';

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-components/interactive-components/input */
const LONGEST_INPUT = 1000;
/** A select takes so many options before nobody finds one. */
const MOST_GROUPS = 50;

/** Fields for what may have been misread, filled with what was read, and 发布 under them. */
export function correctionForm({ issue, groups }: Preview, mostArticles: number): Form {
  const articles = issue.articles.slice(0, mostArticles);
  const fullDate = /^\d{4}-\d{2}-\d{2}$/.test(issue.date ?? '') ? issue.date : null;
  return {
    tag: 'form',
    name: 'draft_form',
    elements: [
      paragraph(words.formTitle),
      input(control.bulletin, words.bulletin, issue.bulletin),
      input(control.number, words.numberLabel, numberField(issue)),
      // Neither of these has a label of its own.
      remark(words.dateLabel),
      {
        tag: 'date_picker',
        name: control.date,
        placeholder: plainText(words.dateLabel),
        ...(fullDate && { initial_date: fullDate }),
      },
      input(control.office, words.officeLabel, issue.office ?? ''),
      ...articles.flatMap(({ number, title, units }) => [
        input(`${control.title}${number}`, words.titleLabel(number), title),
        input(`${control.unit}${number}`, words.unitLabel(number), unitsField(units)),
      ]),
      ...(issue.articles.length > articles.length ? [remark(words.tooManyArticles(articles.length))] : []),
      remark(words.audienceLabel),
      audienceSelect(issue.audience, groups),
      {
        tag: 'button',
        text: plainText(button.publish),
        type: 'primary_filled',
        name: control.publish,
        form_action_type: 'submit',
      },
    ],
  };
}

/** Who may see the issue: everyone, or the members of the groups chosen. */
function audienceSelect(audience: Audience, groups: Group[]): Element {
  const chosen = audience.kind === 'everyone' ? [EVERYONE] : audience.chats;
  const known = groups.slice(0, MOST_GROUPS);
  const unknown = chosen.filter((id) => id !== EVERYONE && !known.some((group) => group.id === id));
  const options = [
    [EVERYONE, words.everyone] as const,
    ...known.map(({ id, name }) => [id, name || words.unnamedGroup(id)] as const),
    ...unknown.map((id) => [id, groupName(id, groups)] as const),
  ];
  return {
    tag: 'multi_select_static',
    name: control.audience,
    placeholder: plainText(words.chooseAudience),
    options: options.map(([value, text]) => ({ text: plainText(shorten(text, 40)), value })),
    selected_values: chosen,
  };
}

const groupName = (id: string, groups: Group[]): string =>
  groups.find((group) => group.id === id)?.name || words.unnamedGroup(id);

export const audienceText = (audience: Audience, groups: Group[]): string =>
  audience.kind === 'everyone'
    ? words.everyone
    : audience.chats.map((id) => groupName(id, groups)).join('、');

function input(name: string, label: string, value: string): Input {
  return {
    tag: 'input',
    name,
    label: plainText(label),
    placeholder: plainText(label),
    ...(value !== '' && { default_value: value }),
    max_length: LONGEST_INPUT,
    width: 'fill',
  };
}

/** Why an issue is withdrawn, and 确认. */
export function withdrawalForm(): Form {
  return {
    tag: 'form',
    name: 'withdrawal_form',
    elements: [
      paragraph(words.withdrawalHint),
      {
        tag: 'input',
        name: control.withdrawalReason,
        placeholder: plainText(words.withdrawalReason),
        required: true,
        max_length: 300,
        width: 'fill',
      },
      {
        tag: 'button',
        text: plainText(button.confirm),
        type: 'danger_filled',
        name: control.confirm,
        form_action_type: 'submit',
      },
    ],
  };
}
