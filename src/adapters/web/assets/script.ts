/**
 * The script of all pages. Every page reads and works without it; it adds what a page alone cannot do: copying a
 * citation, following the address of a passage through a login, suggestions while typing.
 */
export const script = /* js */ `
'use strict';

/* ---- passages: mark all pieces of the cited one, offer to copy it ---- */
const textOf = (id) =>
  [...document.querySelectorAll('[data-passage="' + id + '"]')].map((piece) =>
    piece.tagName === 'TABLE'
      ? [...piece.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join('\\t')).join('\\n')
      : piece.textContent,
  ).join('\\n');

function cite(id) {
  for (const piece of document.querySelectorAll('.cited')) piece.classList.remove('cited');
  document.querySelector('.passage-tools')?.remove();
  const pieces = document.querySelectorAll('[data-passage="' + id + '"]');
  const template = document.getElementById('passage-tools');
  if (pieces.length === 0 || !template) return;
  for (const piece of pieces) piece.classList.add('cited');
  const last = pieces[pieces.length - 1].closest('p, .table');
  last.after(template.content.cloneNode(true));
  const tools = last.nextElementSibling;
  const status = tools.querySelector('[role=status]');
  tools.querySelector('[data-copy]').addEventListener('click', async () => {
    const { citation, citationUrl } = document.querySelector('[data-citation]').dataset;
    try {
      await copy(citation + '\\n' + textOf(id) + '\\n' + citationUrl + '#' + id);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = status.dataset.copyFailed;
    }
  });
}

/* navigator.clipboard exists on https and on this machine only; many offices serve pages over http. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('copy was refused');
}

const passageOfAddress = () => /^#(p[a-z0-9]{5,19})$/.exec(location.hash)?.[1];
function followAddress() {
  const id = passageOfAddress();
  if (!id) return;
  if (document.getElementById(id)) cite(id);
  else if (document.querySelector('[data-citation]')) location.replace('?p=' + id);
}
addEventListener('hashchange', followAddress);
followAddress();

/* ---- a page that asks to log in first: keep the passage of the address ---- */
for (const link of document.querySelectorAll('[data-login]')) {
  const next = location.pathname + location.search + location.hash;
  if (location.pathname !== '/oauth/callback') link.href = '/login?next=' + encodeURIComponent(next);
  /* Once a minute at most: where cookies are not kept, the way would lead in a circle. */
  const last = Number(sessionStorage.getItem('login-at') ?? 0);
  if (link.hasAttribute('data-at-once') && Date.now() - last > 60_000) {
    sessionStorage.setItem('login-at', String(Date.now()));
    location.replace(link.href);
  }
}

for (const form of document.querySelectorAll('[data-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit());
}

for (const field of document.querySelectorAll('[data-send-on-enter]')) {
  field.setSelectionRange(field.value.length, field.value.length);
  /* On a phone the keyboard would cover the answer. */
  if (matchMedia('(pointer: fine)').matches) field.focus({ preventScroll: true });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

/* A file chosen, or dropped anywhere on the chat, is sent at once. */
for (const field of document.querySelectorAll('[data-submit-file]')) {
  field.addEventListener('change', () => field.form.requestSubmit());
  const chat = field.closest('section');
  chat.addEventListener('dragover', (event) => event.preventDefault());
  chat.addEventListener('drop', (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const only = new DataTransfer();
    only.items.add(event.dataTransfer.files[0]);
    field.files = only.files;
    field.form.requestSubmit();
  });
}

for (const button of document.querySelectorAll('[data-confirm]')) {
  button.addEventListener('click', (event) => {
    if (!confirm(button.dataset.confirm)) event.preventDefault();
  });
}

/* ---- suggestions while typing: the list pattern of the ARIA practices guide ---- */
for (const field of document.querySelectorAll('[data-suggest]')) {
  const list = document.createElement('ul');
  list.id = field.id + '-list';
  list.className = 'suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.dataset.suggest);
  list.hidden = true;
  field.after(list);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', list.id);
  let at = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const point = (to) => {
    const options = [...list.children];
    at = (to + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    field.setAttribute('aria-activedescendant', options[at].id);
  };
  const choose = (option) => {
    close();
    if (option.dataset.url) location.href = option.dataset.url;
    else {
      field.value = option.dataset.text;
      field.form.requestSubmit();
    }
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((suggestion, i) => {
      const option = document.createElement('li');
      option.id = list.id + '-' + i;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.text = suggestion.text;
      if (suggestion.url) option.dataset.url = suggestion.url;
      const kind = document.createElement('span');
      kind.className = 'meta';
      kind.textContent = suggestion.kind;
      option.append(suggestion.text, ' ', kind);
      return option;
    }));
    list.hidden = suggestions.length === 0;
    at = -1;
    field.setAttribute('aria-expanded', String(suggestions.length > 0));
  };

  let wait;
  field.addEventListener('input', (event) => {
    if (event.isComposing) return;
    clearTimeout(wait);
    const question = field.value.trim();
    if (!question) return close();
    wait = setTimeout(async () => {
      const turn = ++asked;
      try {
        const response = await fetch('/suggest?q=' + encodeURIComponent(question));
        if (response.ok && turn === asked && document.activeElement === field) show(await response.json());
      } catch {
        close();
      }
    }, 120);
  });
  field.addEventListener('compositionend', () => field.dispatchEvent(new Event('input')));
  field.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown') point(at + 1);
    else if (event.key === 'ArrowUp') point(at < 0 ? -1 : at - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && at >= 0) choose(list.children[at]);
    else return;
    event.preventDefault();
  });
  /* pointerdown comes before blur. */
  list.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    event.preventDefault();
    choose(option);
  });
  field.addEventListener('blur', close);
}
`;
