/**
 * Runs `make` as if no variable of the environment began with `prefix`. OpenTelemetry's packages take such variables
 * over what they are told, so that another program's settings could send our traces elsewhere.
 */
export function withoutEnvironment<Result>(prefix: string, make: () => Result): Result {
  const hidden = Object.entries(process.env).filter(([name]) => name.startsWith(prefix));
  for (const [name] of hidden) delete process.env[name];
  try {
    return make();
  } finally {
    for (const [name, value] of hidden) process.env[name] = value;
  }
}
