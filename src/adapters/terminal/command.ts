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
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
}
