/**
 * Every Chinese sentence a user can see, and no logic. Grouped by where it is shown. Functions take plain values and
 * return plain text: what a person typed is inserted as text and shown as plain text by whoever shows it.
 */

/** Words on buttons that others press by name. */
export const button = {
  publish: '发布',
  abandon: '放弃',
  withdraw: '撤回',
  confirm: '确认',
  useful: '有用',
  useless: '没用',
  readOriginal: '查看原文',
} as const;
