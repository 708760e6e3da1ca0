/** What must be done or said however a command ends: by itself, by a failure, by Ctrl-C. */

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `act` must not wait for anything. Returns how it is called off. */
export function atEnd(act: () => void): () => void {
  const stop = () => process.exit(130);
  process.once("exit", act);
  for (const signal of SIGNALS) process.once(signal, stop);
  return () => {
    process.off("exit", act);
    for (const signal of SIGNALS) process.off(signal, stop);
  };
}
