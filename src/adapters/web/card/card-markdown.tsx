import type { Child } from 'hono/jsx';
import { lexer, type Token, type Tokens } from 'marked';

/**
 * The Markdown of a card element as elements of a page. Feishu's own tags (`<font color>`, `<text_tag>`, `<at>`, `<br>`)
 * are known by name; any other tag is shown as the text it is. Nothing of the source reaches the page as HTML.
 */
export function CardMarkdown({ content }: { content: string }) {
  // To Markdown a name with an underscore is no tag.
  const readable = content.replaceAll(/<(\/?)text_tag\b/g, '<$1texttag');
  return <>{lexer(readable, { gfm: true, breaks: false }).map((token) => block(token))}</>;
}

function block(token: Token): Child {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return <p>{inline((token as Tokens.Paragraph).tokens ?? [token])}</p>;
    case 'heading':
      return (
        <p>
          <strong>{inline((token as Tokens.Heading).tokens)}</strong>
        </p>
      );
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const rows = items.map((item) => <li>{item.tokens.map((t) => listItem(t))}</li>);
      return ordered ? <ol>{rows}</ol> : <ul>{rows}</ul>;
    }
    case 'blockquote':
      return <blockquote>{(token as Tokens.Blockquote).tokens.map((t) => block(t))}</blockquote>;
    case 'code':
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case 'hr':
      return <hr />;
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return (
        <table>
          <thead>
            <tr>
              {header.map((cell) => (
                <th scope="col">{inline(cell.tokens)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{inline(cell.tokens)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    }
    case 'html':
      // A line that begins with a tag is a block of HTML to Markdown; to Feishu it is text with tags.
      return <p>{inline(tagsAndText(token.raw))}</p>;
    case 'space':
    case 'def':
      return null;
    default:
      return <p>{token.raw}</p>;
  }
}

const listItem = (token: Token): Child =>
  token.type === 'text' ? inline((token as Tokens.Text).tokens ?? [token]) : block(token);

/** Tags open and close among the tokens, so they are read with what stands between them. */
function inline(tokens: readonly Token[]): Child[] {
  const shown: Child[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.type !== 'html') {
      shown.push(inlineToken(token));
      continue;
    }
    const { name, attributes } = readTag(token.raw);
    const end = tokens.findIndex((t, at) => at > i && t.type === 'html' && t.raw === `</${name}>`);
    if (name === 'br') shown.push(<br />);
    else if (name === 'hr') shown.push(<hr />);
    else if (end > i && name in taggedText) {
      shown.push(taggedText[name]?.(inline(tokens.slice(i + 1, end)), attributes) ?? null);
      i = end;
    } else shown.push(token.raw);
  }
  return shown;
}

function inlineToken(token: Token): Child {
  switch (token.type) {
    case 'text':
      return (token as Tokens.Text).tokens ? inline((token as Tokens.Text).tokens ?? []) : token.text;
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens)}</strong>;
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens)}</em>;
    case 'del':
      return <del>{inline((token as Tokens.Del).tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link': {
      const { href, tokens } = token as Tokens.Link;
      return /^https?:/i.test(href) ? <a href={href}>{inline(tokens)}</a> : token.raw;
    }
    default:
      return token.raw;
  }
}

const taggedText: Record<string, (content: Child[], attributes: Record<string, string>) => Child> = {
  font: (content, { color = '' }) => <span class={`card-ink ${colorClass(color)}`}>{content}</span>,
  texttag: (content, { color = '' }) => <span class={`card-tag ${colorClass(color)}`}>{content}</span>,
  at: (_, { id = '' }) => <span class="card-at">@{id}</span>,
  a: (content, { href = '' }) => (/^https?:/i.test(href) ? <a href={href}>{content}</a> : content),
  link: (content, { url = '' }) => (/^https?:/i.test(url) ? <a href={url}>{content}</a> : content),
};

/** `red-500` is shown as red: the pages know one shade a colour. */
export const colorClass = (color: string): string => `c-${/^[a-z]+/.exec(color)?.[0] ?? 'default'}`;

function readTag(raw: string): { name: string; attributes: Record<string, string> } {
  const [, name = '', rest = ''] = /^<\/?([a-z_]+)([^>]*)>$/.exec(raw.trim()) ?? [];
  const attributes = Object.fromEntries(
    [...rest.matchAll(/([a-z_]+)=(?:'([^']*)'|"([^"]*)"|([^\s'">]+))/g)].map(([, key, a, b, c]) => [
      key as string,
      a ?? b ?? c ?? '',
    ]),
  );
  return { name, attributes };
}

/** Splits what Markdown took for a block of HTML into tags and Markdown text again. */
function tagsAndText(raw: string): Token[] {
  return raw.split(/(<\/?[a-z_]+[^<>]*>)/g).flatMap((part): Token[] => {
    if (part === '') return [];
    if (/^<\/?[a-z_]+[^<>]*>$/.test(part)) return [{ type: 'html', raw: part, text: part } as Token];
    const [paragraph] = lexer(part);
    return (
      (paragraph as Tokens.Paragraph | undefined)?.tokens ?? [
        { type: 'text', raw: part, text: part } as Token,
      ]
    );
  });
}
