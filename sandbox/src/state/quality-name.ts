/** api.video's name for a height: the largest that is not above it. */
export function nameOf(height: number): string {
  return `${[2160, 1080, 720, 480, 360].find((step) => height >= step) ?? 240}p`;
}
