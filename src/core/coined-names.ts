import type { Issue } from './bulletin.ts';
import { sectionsOf } from './bulletin.ts';

/** What stands in “ ” and is a name rather than a quotation: 2 to 12 characters, no sentence inside. */
const NAME = /“([^“”，。；：！？、]{2,12})”/gu;

/** The coined names (“奔桐计划”) of an issue with the number of times each stands in it. */
export function coinedNames(issue: Issue): Map<string, number> {
  const names = new Map<string, number>();
  for (const article of issue.articles) {
    const sections = [...sectionsOf(article)];
    const texts = [article.title, ...sections.flatMap((s) => [s.path.at(-1) ?? '', ...s.paragraphs])];
    for (const [, name] of texts.join('\n').matchAll(NAME)) {
      if (name && /\p{Script=Han}/u.test(name)) names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  return names;
}
