const GLYPH_HEIGHT = 7;

/** Figures of five by seven holes. */
const FIGURES: Record<string, string[]> = {
  '0': [' ### ', '#   #', '#  ##', '# # #', '##  #', '#   #', ' ### '],
  '1': ['  #  ', ' ##  ', '  #  ', '  #  ', '  #  ', '  #  ', ' ### '],
  '2': [' ### ', '#   #', '    #', '  ## ', ' #   ', '#    ', '#####'],
  '3': [' ### ', '#   #', '    #', '  ## ', '    #', '#   #', ' ### '],
  '4': ['   # ', '  ## ', ' # # ', '#  # ', '#####', '   # ', '   # '],
  '5': ['#####', '#    ', '#### ', '    #', '    #', '#   #', ' ### '],
  '6': [' ### ', '#    ', '#    ', '#### ', '#   #', '#   #', ' ### '],
  '7': ['#####', '    #', '   # ', '  #  ', ' #   ', ' #   ', ' #   '],
  '8': [' ### ', '#   #', '#   #', ' ### ', '#   #', '#   #', ' ### '],
  '9': [' ### ', '#   #', '#   #', ' ####', '    #', '    #', ' ### '],
};

/** A number punched into the middle of a card of so many holes. */
export function punchRows(number: number, width: number, height: number): string[] {
  const figures = [...String(number)].map((digit) => FIGURES[digit] ?? []);
  const glyphs = Array.from({ length: GLYPH_HEIGHT }, (_, y) => figures.map((rows) => rows[y]).join(' '));
  const top = Math.floor((height - GLYPH_HEIGHT) / 2);
  const start = Math.floor((width - (glyphs[0]?.length ?? 0)) / 2);
  return Array.from({ length: height }, (_, y) => {
    const glyph = glyphs[y - top] ?? '';
    return (' '.repeat(start) + glyph).padEnd(width);
  });
}
