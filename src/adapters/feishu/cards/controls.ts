import type { AnswerView } from '../../../core/chat.ts';
import { button, card as words } from '../../../core/wording.ts';
import {
  callbackButton,
  type Element,
  type Form,
  paragraph,
  plainText,
  row,
  type Select,
} from '../card-json.ts';
import { type ButtonValue, control } from '../schema.ts';

const act = (text: string, value: ButtonValue): Element => callbackButton(text, value);

export const pageButton = (text: string, offset: number): Element => act(text, { act: 'page', offset });

/** 有用, 没用, and on through what was found: `next` is where 更多 goes on, null at the end. */
export function answerButtons({ offset }: AnswerView, next: number | null): Element {
  return row([
    act(button.useful, { act: 'useful' }),
    act(button.useless, { act: 'useless' }),
    ...(next === null ? [] : [pageButton(words.more, next)]),
    ...(offset > 0 ? [pageButton(words.back, 0)] : []),
  ]);
}

/** 只看某单位 and 只看某年, where the first answer left a choice. */
export function narrowing({ units, years, onlyUnit, onlyYear }: AnswerView): Element[] {
  const selects = [
    ...(units.length > 0
      ? [
          choice(
            control.onlyUnit,
            words.onlyUnit,
            words.allUnits,
            units.map((unit) => [unit, unit]),
            onlyUnit,
          ),
        ]
      : []),
    ...(years.length > 0
      ? [
          choice(
            control.onlyYear,
            words.onlyYear,
            words.allYears,
            years.map((year) => [words.year(year), String(year)]),
            onlyYear === null ? null : String(onlyYear),
          ),
        ]
      : []),
  ];
  return selects.length > 0 ? [row(selects)] : [];
}

function choice(
  name: string,
  placeholder: string,
  everything: string,
  options: [text: string, value: string][],
  chosen: string | null,
): Select {
  const all: [string, string][] = [[everything, control.everything], ...options];
  return {
    tag: 'select_static',
    name,
    placeholder: plainText(placeholder),
    options: all.map(([text, value]) => ({ text: plainText(text), value })),
    ...(chosen !== null && { initial_option: chosen }),
  };
}

/** Asks why an answer was of no use. */
export function reasonForm(): Form {
  return {
    tag: 'form',
    name: 'reason_form',
    elements: [
      paragraph(words.reasonTitle),
      {
        tag: 'select_static',
        name: control.reason,
        required: true,
        placeholder: plainText(words.chooseReason),
        options: Object.entries(words.reasons).map(([value, text]) => ({ text: plainText(text), value })),
      },
      {
        tag: 'input',
        name: control.detail,
        placeholder: plainText(words.reasonDetail),
        max_length: 300,
        width: 'fill',
      },
      {
        tag: 'button',
        text: plainText(words.sendReason),
        type: 'primary',
        name: control.sendReason,
        form_action_type: 'submit',
      },
    ],
  };
}
