import { describe, expect, it } from 'vitest';
import { isCurrent, mergeWindow, type QuotaWindow } from '../../../integration/src/api-video/quota-window.js';

const NOW = 1_000_000;
const known: QuotaWindow = { limit: 500, remaining: 300, resetAt: NOW + 30_000 };
const told = (remaining: number, resetIn: number) => ({ limit: 500, remaining, resetIn });

describe('an answer that tells of the quota', () => {
  it('gives nothing back where it is a late one of the same window, and never ends the window earlier', () => {
    expect(mergeWindow(known, told(310, 29), NOW)).toEqual(known);
    expect(mergeWindow(known, told(290, 31), NOW)).toEqual({
      ...known,
      remaining: 290,
      resetAt: NOW + 31_000,
    });
  });

  it('is believed where it speaks of another window, where none is known, and where that one is over', () => {
    const fresh = { limit: 500, remaining: 499, resetAt: NOW + 60_000 };
    expect(mergeWindow(known, told(499, 60), NOW)).toEqual(fresh);
    expect(mergeWindow(undefined, told(499, 60), NOW)).toEqual(fresh);
    expect(mergeWindow({ ...known, resetAt: NOW }, told(499, 60), NOW)).toEqual(fresh);
  });

  it('says when a window really ends that our own clock opened', () => {
    const assumed = { ...known, resetAt: NOW + 60_000, isAssumed: true };
    expect(mergeWindow(assumed, told(400, 10), NOW)).toEqual({
      limit: 500,
      remaining: 300,
      resetAt: NOW + 10_000,
    });
  });

  it('counts as new where the clock stepped back, so that the known window seems to last for hours', () => {
    const hours = { ...known, resetAt: NOW + 3_600_000 };
    expect(isCurrent(hours, NOW)).toBe(false);
    expect(mergeWindow(hours, told(499, 60), NOW).remaining).toBe(499);
  });
});
