import { pages } from '../../../core/wording.ts';

/** A page that says one thing: not found, please log in, something failed. */
export function MessagePage({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a class="button" href="/">
          {pages.backToCatalogue}
        </a>
      </p>
    </>
  );
}
