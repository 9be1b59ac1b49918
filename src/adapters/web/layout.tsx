import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { pages } from '../../core/wording.ts';
import { type Asset, assets } from './assets/assets.ts';
import type { PageContext } from './environment.ts';

/** A red square with 报 in it, drawn by the browser: no request, no file. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' fill='%239a1c1c'/%3E%3Ctext x='16' y='23' font-size='19' text-anchor='middle' fill='%23fff' font-family='serif'%3E%E6%8A%A5%3C/text%3E%3C/svg%3E";

interface PageProps {
  title: string;
  /** Which entry of the navigation this page belongs to. */
  place?: 'catalogue' | 'search' | 'playground' | 'admin';
  /** Set for reading: a narrower column, and nothing in the head that takes room on a phone. */
  reading?: boolean;
  /** Style sheets for this kind of page, beside the common one. */
  styles?: Asset[];
  /** Rules for this page alone. */
  rules?: string;
  status?: 200 | 400 | 401 | 403 | 404 | 410 | 429 | 500;
}

/** The whole document around the content of a page. */
export function renderPage(c: PageContext, props: PageProps, content: Child): Response | Promise<Response> {
  const nonce = c.get('secureHeadersNonce');
  const session = c.get('session');
  const here = (place: PageProps['place']) => (props.place === place ? 'page' : undefined);
  const hasOwnForm = props.place === 'search' || props.place === 'playground';
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${props.title} - ${pages.siteName}`}</title>
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={assets.style.path} nonce={nonce} />
        {props.styles?.map(({ path }) => (
          <link rel="stylesheet" href={path} nonce={nonce} />
        ))}
        {/* Rules hold passage ids only, which are letters and digits. */}
        {props.rules ? <style nonce={nonce}>{props.rules}</style> : null}
        <script defer src={assets.script.path} nonce={nonce} />
      </head>
      <body class={props.reading ? 'reading' : undefined}>
        <a class="skip" href="#page-content">
          {pages.skipToContent}
        </a>
        <header class="site-head">
          <div>
            <a class="brand" href="/">
              {pages.siteName}
            </a>
            <nav aria-label={pages.navigation}>
              <a href="/" aria-current={here('catalogue')}>
                {pages.catalogue}
              </a>
              <a href="/search" aria-current={here('search')}>
                {pages.search}
              </a>
              {c.get('mayPlay') ? (
                <a href="/playground" aria-current={here('playground')}>
                  {pages.playground}
                </a>
              ) : null}
              {c.get('mayAdminister') ? (
                <a href="/admin" aria-current={here('admin')}>
                  {pages.admin}
                </a>
              ) : null}
            </nav>
            {session ? (
              <form class="account" method="post" action="/logout">
                <span>{session.name}</span>
                <button type="submit">{pages.logOut}</button>
              </form>
            ) : null}
            {hasOwnForm ? null : (
              <search>
                <form class="ask" action="/search" method="get">
                  <QuestionField question="" />
                </form>
              </search>
            )}
          </div>
        </header>
        <main id="page-content">{content}</main>
        <footer class="site-foot">
          <p>{pages.footer}</p>
        </footer>
      </body>
    </html>
  );
  return c.html(html`<!doctype html>${page}`, props.status ?? 200);
}

/** The field for a question and its button, to stand in a form. */
export function QuestionField({ question }: { question: string }) {
  return (
    <div class="question">
      <label class="visually-hidden" for="question-field">
        {pages.askLabel}
      </label>
      <input
        id="question-field"
        type="search"
        name="q"
        value={question}
        placeholder={pages.askPlaceholder}
        autocomplete="off"
        maxlength={2000}
        data-suggest={pages.suggestions}
      />
      <button type="submit" class="primary">
        {pages.askButton}
      </button>
    </div>
  );
}
