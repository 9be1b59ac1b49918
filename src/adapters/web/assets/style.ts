/**
 * The style sheet of all pages. Set as official papers are (GB/T 9704): titles in a Song face, headings of the first
 * level in 黑体, of the second in 楷体, paragraphs indented by two characters. Fonts are those of the reader's system.
 * Windows has no Song face that is pleasant on a screen, so there the text falls back to 微软雅黑.
 */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --paper: #faf8f4; --card: #fffefb; --ink: #211e1a; --soft: #655f56; --line: #e2dcd0; --edge: #8d867a;
  --accent: #9a1c1c; --accent-ink: #fff; --mark: #fdeeba; --hit: #f7d774; --wash: #f2ede3;
  --sans: -apple-system, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  --song: "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "PingFang SC", "Microsoft YaHei", serif;
  --kai: "Kaiti SC", "STKaiti", "KaiTi", "楷体", "AR PL UKai CN", var(--song);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171513; --card: #1f1c19; --ink: #e8e3da; --soft: #a8a094; --line: #38332d; --edge: #7d766b;
    --accent: #f0938a; --accent-ink: #2a0d0a; --mark: #4a3c14; --hit: #6e5717; --wash: #26221e;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 var(--sans);
  line-break: strict; overflow-wrap: anywhere; text-autospace: normal; text-spacing-trim: trim-start;
  min-height: 100vh; display: flex; flex-direction: column;
}
a { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); text-underline-offset: .22em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline-width: 2px; outline-offset: 0; border-radius: .4rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 9; background: var(--card); padding: .4rem .8rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* ---- head and foot ---- */
.site-head { border-bottom: 1px solid var(--line); }
.site-head > div, .site-foot p, main { max-width: 60rem; margin-inline: auto; padding-inline: 1rem; width: 100%; }
.site-head > div { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.3rem; padding-block: .6rem; }
.brand { font: 700 1.25rem/1.4 var(--song); letter-spacing: .14em; text-decoration: none; color: var(--accent); }
.site-head nav { display: flex; gap: 1.2rem; font-size: .95rem; }
.site-head nav a { text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent; }
.site-head nav a[aria-current] { border-color: var(--accent); }
.account { display: flex; align-items: center; gap: .5rem; font-size: .9rem; color: var(--soft); }
.account button { padding: .1rem .6rem; font-size: .85rem; }
.site-head search { margin-left: auto; flex: 0 1 20rem; }
.site-foot { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
.site-foot p { margin-block: 0; padding-block: 1rem; }
main { padding-block: 1.8rem 4rem; flex: 1; }
body.reading main { max-width: 44rem; }

/* ---- fields and buttons ---- */
input, textarea, select, button { font: inherit; color: inherit; }
input[type=search], input[type=text], textarea, select {
  background: var(--card); border: 1px solid var(--edge); border-radius: .4rem; padding: .42rem .7rem; min-width: 0; width: 100%;
}
::placeholder { color: var(--soft); opacity: 1; }
button, .button {
  background: var(--card); border: 1px solid var(--edge); border-radius: .4rem; padding: .42rem .9rem; cursor: pointer;
  white-space: nowrap; text-decoration: none; display: inline-block;
}
button:hover, .button:hover { border-color: var(--accent); color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.primary:hover { filter: brightness(1.1); color: var(--accent-ink); }
.question { display: flex; gap: .5rem; position: relative; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem; }
.filters label { flex: 0 1 auto; min-width: 0; max-width: 100%; }
.filters select { font-size: .92rem; padding-block: .3rem; text-overflow: ellipsis; }
.filters button { font-size: .92rem; padding-block: .3rem; }
.ask.wide { display: grid; gap: .6rem; max-width: 44rem; margin-bottom: 1.8rem; }
.suggestions {
  position: absolute; inset: calc(100% + .3rem) 0 auto; z-index: 8; margin: 0; padding: .3rem 0; list-style: none;
  background: var(--card); border: 1px solid var(--line); border-radius: .5rem; box-shadow: 0 6px 24px rgb(0 0 0 / .14);
  max-height: 60vh; overflow: auto;
}
.suggestions [role=option] { padding: .35rem .9rem; cursor: pointer; }
.suggestions [role=option]:hover, .suggestions [aria-selected=true] { background: var(--wash); }

/* ---- common pieces ---- */
h1, h2, h3, h4 { line-height: 1.45; text-wrap: balance; margin: 0; }
h1 { font: 700 1.6rem/1.45 var(--song); }
.lead { color: var(--soft); margin: .3rem 0 1.4rem; }
.small-head { font: 600 1.02rem/1.5 var(--sans); margin: 2rem 0 .6rem; }
.meta { color: var(--soft); font-size: .9rem; margin: 0; }
.meta > span + span::before { content: " · "; white-space: pre; }
.meta > span { display: inline-block; }
.crumbs { font-size: .9rem; color: var(--soft); margin: 0 0 1.4rem; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; gap: 0 .5rem; margin: 0; padding: 0; }
.crumbs li + li::before { content: "›"; margin-right: .5rem; }
.notice { border-left: 3px solid var(--accent); background: var(--wash); padding: .7rem 1rem; margin: 0 0 1.4rem; border-radius: 0 .3rem .3rem 0; }
.notice p { margin: 0; }
.notice blockquote { margin: .5rem 0; font: 1rem/1.8 var(--song); white-space: pre-line; }
.notice del { text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
.examples { list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.examples a { display: inline-block; border: 1px solid var(--line); background: var(--card); border-radius: 1.2rem; padding: .25rem .9rem; text-decoration: none; font-size: .94rem; }
.examples a:hover { border-color: var(--accent); }

/* ---- catalogue ---- */
.year { margin: 2.4rem 0 0; }
.year > h2 { font: 700 1.2rem/1.5 var(--song); padding-bottom: .35rem; border-bottom: 2px solid var(--accent); }
.issues { list-style: none; margin: 0; padding: 0; }
.issues > li { padding: 1rem 0; border-bottom: 1px solid var(--line); }
.year .issues > li { display: grid; gap: .1rem 2rem; }
.issues h3 { font: 600 1.04rem/1.6 var(--sans); }
.year .issues h3 { margin-left: -.45em; }
.issues h3 a { text-decoration: none; }
.issues .titles { margin: .3rem 0 0; padding: 0; list-style: none; font-size: .96rem; line-height: 1.6; }
.issues .titles li { padding: .16rem 0; }
.issues .titles a { text-decoration-color: transparent; }
.issues .titles a:hover { text-decoration-color: currentColor; }
@media (min-width: 46rem) {
  .year .issues > li { grid-template: auto 1fr / 16.5rem 1fr; }
  .year .issues .titles { grid-column: 2; grid-row: 1 / span 2; margin: 0; }
}

/* ---- issue ---- */
.masthead { text-align: center; border-bottom: 2px solid var(--accent); padding-bottom: 1.1rem; margin-bottom: 1.6rem; }
.masthead h1 { font-weight: 400; font-size: 1.15rem; }
.masthead .bulletin { display: block; font: 700 clamp(1.9rem, 1.4rem + 2.4vw, 2.6rem)/1.4 var(--song); color: var(--accent); letter-spacing: .16em; margin-right: -.16em; }
.masthead .meta { margin: .5rem 0 0; }
.contents { list-style: none; padding: 0; margin: 0; counter-reset: article; }
.contents > li { counter-increment: article; padding: .85rem 0 .85rem 2.2rem; border-bottom: 1px solid var(--line); position: relative; }
.contents > li::before { content: counter(article); position: absolute; left: .2rem; top: .85rem; color: var(--accent); font: 700 1.05rem/1.6 var(--song); }
.contents a { font-weight: 600; text-decoration: none; }
.boxed { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .9rem 1.1rem; margin: 0 0 1.4rem; }
.boxed h2 { font: 600 1rem/1.5 var(--sans); color: var(--accent); margin-bottom: .2rem; }
.boxed p { margin: .2rem 0; font-family: var(--kai); font-size: 1.08rem; }
.colophon { margin-top: 2.4rem; border-block: 1px solid var(--ink); padding: .6rem .2rem; font-size: .92rem; }
.colophon p { margin: 0; }

/* ---- article ---- */
.article-head { text-align: center; margin-bottom: 2rem; }
.article-head h1, .contents a, .issues .titles a { word-break: keep-all; }
.article-head h1 { font-size: clamp(1.5rem, 1.15rem + 1.6vw, 1.95rem); }
.article-head .meta { margin: .6rem 0 0; }
.text { font: 1.125rem/1.85 var(--song); }
.text p { margin: 0 0 .55em; text-indent: 2em; text-align: justify; }
.text h2 { font: 600 1.14rem/1.6 var(--sans); margin: 1.7em 0 .6em; }
.text h3 { font: 600 1.14rem/1.6 var(--kai); margin: 1.3em 0 .5em; }
.text h4 { font: 600 1.1rem/1.6 var(--song); margin: 1.1em 0 .4em; }
.table { overflow-x: auto; margin: 1.1em 0; position: relative; }
table { border-collapse: collapse; font: .95rem/1.6 var(--sans); width: 100%; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--wash); font-weight: 600; }
.passage { scroll-margin-top: 30vh; }
.passage:target, .cited { background: var(--mark); box-shadow: 0 0 0 .16em var(--mark); border-radius: 1px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.cite-link { display: inline-block; width: 1.5em; margin-right: -1.5em; text-indent: 0; text-align: center; text-decoration: none; color: var(--accent); opacity: 0; user-select: none; -webkit-user-select: none; }
.cite-link::before { content: "#"; font: .8em var(--sans); }
p:hover > .cite-link, .table:hover > .cite-link { opacity: .55; }
.cite-link:hover, .cite-link:focus-visible { opacity: 1 !important; }
.passage-tools { display: flex; align-items: center; gap: .8rem; margin: .5rem 0 1.1rem; font: .9rem/1.6 var(--sans); color: var(--soft); }
.passage-tools button { padding: .2rem .8rem; color: var(--accent); border-color: color-mix(in srgb, var(--accent) 45%, transparent); }
.cite { margin: 2.4rem 0 0; font-size: .92rem; color: var(--soft); }
.cite summary { cursor: pointer; width: max-content; }
.citation { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .9rem; margin: .5rem 0 0; color: var(--ink); user-select: all; -webkit-user-select: all; }
.neighbours { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .8rem; margin: 1.6rem 0 0; }
.neighbours a { display: block; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem 1rem; text-decoration: none; }
.neighbours a:hover { border-color: var(--accent); }
.neighbours a[rel=next] { text-align: right; }
.neighbours .meta { display: block; }
.others { margin-top: 2rem; }
.others h2 { font: 600 1.02rem/1.5 var(--sans); border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
.others ul { list-style: none; margin: 0; padding: 0; }
.others li { padding: .55rem 0; border-bottom: 1px solid var(--line); }
.others a { text-decoration: none; display: block; }

/* ---- answers ---- */
mark { background: var(--hit); color: inherit; border-radius: 2px; padding: 0 .05em; }
section.result { max-width: 44rem; }
.comparison { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; }
.comparison .answer { margin: 0; }
section.result:has(.comparison) { max-width: none; }
.answer .side { font: 700 1.05rem/1.5 var(--song); color: var(--accent); margin: 0 0 .2rem; }
.answer { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; margin: 0 0 1rem; }
.answer h3 { font: 600 1.05rem/1.5 var(--sans); }
.answer h3 a { text-decoration: none; }
.answer blockquote, .issues blockquote { margin: .5rem 0; padding: 0; font: 1.06rem/1.8 var(--song); white-space: pre-line; }
.answer .path { color: var(--soft); font-size: .9rem; }
.answer .newer { border-top: 1px dashed var(--line); margin: .7rem 0 0; padding-top: .5rem; font-size: .93rem; }
.verdict { font: 600 1.08rem/1.6 var(--sans); }
.understood { margin: .1rem 0 0; }
.verdict, .understood { margin-bottom: .9rem; }
.verdict:has(+ .understood) { margin-bottom: 0; }

@media (max-width: 36rem) {
  .account { display: flex; align-items: center; gap: .5rem; font-size: .9rem; color: var(--soft); }
.account button { padding: .1rem .6rem; font-size: .85rem; }
.site-head search { flex-basis: 100%; }
  body.reading .account { display: flex; align-items: center; gap: .5rem; font-size: .9rem; color: var(--soft); }
.account button { padding: .1rem .6rem; font-size: .85rem; }
.site-head search { display: none; }
  .answer { padding: .85rem .9rem; }
  .contents > li { padding-left: 1.8rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #a00; }
  .site-head, .site-foot, .crumbs, .no-print { display: none !important; }
  main, body.reading main { max-width: none; padding: 0; }
  .text { font-size: 12pt; }
  .passage:target, .cited { background: none; box-shadow: none; text-decoration: underline; }
  @page { margin: 2.2cm; }
}
`;
