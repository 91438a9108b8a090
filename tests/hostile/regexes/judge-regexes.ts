import { check, type Diagnostics } from 'recheck';

/**
 * Whether a regular expression takes time that grows faster than its text: asked of recheck, which finds such texts by
 * automata and by search. The seed is fixed and the search ends by steps, so that the same expression is judged alike
 * every time.
 */

export type Verdict =
  | { kind: 'safe' }
  | { kind: 'polynomial' | 'exponential'; summary: string; attack: string }
  | { kind: 'unknown'; summary: string };

const parameters = {
  randomSeed: 20_261_130,
  // Far above what any safe one takes: the search ends by its number of steps.
  timeout: 60_000,
  incubationTimeout: null,
  seedingTimeout: null,
  attackTimeout: null,
  // Confirming an attack by running it would depend on how busy the machine is.
  recallLimit: -1,
};

export async function judgeRegex(source: string, flags: string): Promise<Verdict> {
  // `d` changes what is told of a match, not how it is found; recheck does not know it.
  return verdictOf(await check(source, flags.replace('d', ''), parameters));
}

function verdictOf(diagnostics: Diagnostics): Verdict {
  switch (diagnostics.status) {
    case 'safe':
      return { kind: 'safe' };
    case 'vulnerable': {
      const { complexity, attack } = diagnostics;
      return { kind: complexity.type, summary: complexity.summary, attack: attack.pattern };
    }
    case 'unknown': {
      const { error } = diagnostics;
      return {
        kind: 'unknown',
        summary: 'message' in error ? `${error.kind}: ${error.message}` : error.kind,
      };
    }
  }
}
