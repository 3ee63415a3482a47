import { describe, expect, it } from 'vitest';
import { parseSandboxArguments } from '../src/cli/arguments.js';

const usage =
  (...argv: string[]) =>
  () =>
    parseSandboxArguments(argv);

describe('the command line', () => {
  it('puts media and embed page beside the API', () => {
    expect(parseSandboxArguments(['--port', '7000']).options).toMatchObject({
      apiPort: 7000,
      mediaPort: 7001,
      embedPort: 7002,
    });
    expect(parseSandboxArguments(['--port=0']).options).toMatchObject({
      apiPort: 0,
      mediaPort: 0,
      embedPort: 0,
    });
  });

  it('passes on what it was given and nothing else', () => {
    const { options, quiet } = parseSandboxArguments([
      '--videos',
      '100',
      '--seed=3',
      '--no-limits',
      '--quiet',
    ]);
    expect(options).toMatchObject({ videos: 100, seed: 3, limits: false });
    expect(options).not.toHaveProperty('latency');
    expect(quiet).toBe(true);
  });

  it('turns any switch', () => {
    const { options } = parseSandboxArguments([
      '--set',
      'sessionTtl=5',
      '--set',
      'tokens=until-used',
      '--set',
      'limits=false',
    ]);
    expect(options).toMatchObject({ sessionTtl: 5, tokens: 'until-used', limits: false });
  });

  it('refuses what it does not know', () => {
    expect(usage('--colour')).toThrow("Unknown option '--colour'");
    expect(usage('--videos', 'many')).toThrow('--videos takes a whole number');
    expect(usage('--set', 'colour=red')).toThrow('no switch "colour"');
    expect(usage('--set', 'sessionTtl=soon')).toThrow('"sessionTtl" takes seconds');
    expect(usage('extra')).toThrow('positional');
  });
});
