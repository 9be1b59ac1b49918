import { Command } from 'commander';
import { commands } from '../../core/wording.ts';

/**
 * A command line with Chinese help. `name` is what a person types before the arguments, `npm run` included. Wrong usage
 * throws commander's CommanderError and prints nothing.
 */
export function createCommand(name: string, description: string): Command {
  const titles: Record<string, string> = commands.helpTitles;
  return new Command()
    .name(name)
    .description(description)
    .helpOption('-h, --help', commands.helpOption)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      commandUsage: (command) =>
        `${command.name()} ${command.usage()}`.replace(
          /\[\w+\]/g,
          (part) => commands.helpUsage[part] ?? part,
        ),
      optionDescription: ({ description, defaultValue }) =>
        description + (defaultValue === undefined ? '' : commands.helpDefault(String(defaultValue))),
    })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
}
