/** What a card shows, as plain text: every string a reader sees, tags and entities of Markdown resolved. */
export function textOfCard(card: unknown): string {
  const texts: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'content') texts.push(plain(value));
    } else if (Array.isArray(value)) for (const one of value) walk(one, '');
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) if (name !== 'summary') walk(one, name);
    }
  };
  walk(card, '');
  return texts.join('\n');
}

const plain = (markdown: string): string =>
  markdown
    .replace(/<br>/g, '\n')
    .replace(/<\/?font[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** Every address a card can open. */
export function linksOfCard(card: unknown): string[] {
  return [...JSON.stringify(card).matchAll(/"default_url":"([^"]*)"/g)].map(([, url]) => url ?? '');
}
