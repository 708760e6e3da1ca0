/** How a command ends when something is wrong: in words and a status, never in a stack. */

export async function atTerminal(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(wordsOf(error));
    process.exitCode = 1;
  }
}

/** What `read` makes of the flags. Whatever it throws is told with the usage. */
export function withUsage<Flags>(usage: string, read: () => Flags): Flags {
  try {
    return read();
  } catch (error) {
    throw new Error(`${wordsOf(error)}\n\n${usage}`, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
