const SVG = 'http://www.w3.org/2000/svg';

/** An element with a class and contents. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...contents: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...contents);
  return element;
}

/** A button that shows one stroke of a drawing and says its label. */
export function iconButton(className: string, label: string, path: string, onClick: () => void) {
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const stroke = document.createElementNS(SVG, 'path');
  stroke.setAttribute('d', path);
  icon.append(stroke);
  const button = make('button', `vitrine-icon ${className}`, icon);
  button.type = 'button';
  button.ariaLabel = label;
  button.title = label;
  button.onclick = onClick;
  return button;
}

/** The same button shows another drawing, and says another label. */
export function setIcon(button: HTMLButtonElement, path: string, label: string): void {
  const stroke = button.querySelector('path');
  if (stroke?.getAttribute('d') !== path) stroke?.setAttribute('d', path);
  if (button.ariaLabel !== label) button.ariaLabel = button.title = label;
}
