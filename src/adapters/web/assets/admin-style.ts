/** The admin page. Its three colours are told apart in grey and by the colour-blind, too: dark, middle, light. */
export const adminStyle = /* css */ `
:root { --answered: #2f5d8a; --near-miss: #d08a2e; --not-found: #c9c2b4; }
@media (prefers-color-scheme: dark) { :root { --answered: #7fb0de; --near-miss: #b9761d; --not-found: #57504a; } }
main > section { margin-top: 2.4rem; }
main > section > h2 { font: 700 1.15rem/1.5 var(--song); border-bottom: 1px solid var(--line); padding-bottom: .3rem; margin-bottom: .8rem; }
.chart { width: 100%; height: auto; font: 11px/1 var(--sans); }
.chart text { fill: var(--soft); }
.chart-line line { stroke: var(--line); }
.chart-answered { fill: var(--answered); } .chart-near-miss { fill: var(--near-miss); } .chart-not-found { fill: var(--not-found); }
.legend { display: flex; gap: 1.2rem; font-size: .9rem; margin: .3rem 0 .8rem; }
.legend span::before { content: ""; display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em; }
.legend-answered::before { background: var(--answered); } .legend-near-miss::before { background: var(--near-miss); } .legend-not-found::before { background: var(--not-found); }
@media (max-width: 36rem) { .chart { font-size: 20px; } .chart-day:nth-of-type(odd) { display: none; } }
summary { cursor: pointer; width: max-content; }
td:first-child { min-width: 9em; }
td:not(:first-child), th:not(:first-child) { white-space: nowrap; }
`;
