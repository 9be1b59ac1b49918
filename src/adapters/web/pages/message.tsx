import { pages } from '../../../core/wording.ts';

interface MessageProps {
  title: string;
  text: string;
  /** Where one logs in, on pages that ask for it. */
  login?: string | undefined;
  /** Where one goes on, if not to the catalogue. */
  back?: { href: string; text: string };
  /** The script goes there without waiting for a click. */
  atOnce?: boolean;
}

/** A page that says one thing: not found, please log in, something failed. */
export function MessagePage({ title, text, login, back, atOnce }: MessageProps) {
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        {login === undefined ? (
          <a class="button" href={back?.href ?? '/'}>
            {back?.text ?? pages.backToCatalogue}
          </a>
        ) : (
          <a class="button" href={login} data-login data-at-once={atOnce ? '' : undefined}>
            {pages.logIn}
          </a>
        )}
      </p>
    </>
  );
}
