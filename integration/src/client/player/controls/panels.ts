/** Panels that buttons open above the bar, one at a time. */
export function createPanels() {
  let open: { button: HTMLElement; panel: HTMLElement } | undefined;

  /** Closes the open one and gives its button the focus; says whether there was one. */
  function close(): boolean {
    if (!open) return false;
    const { button, panel } = open;
    const hadFocus = panel.contains(document.activeElement);
    open = undefined;
    panel.hidden = true;
    button.ariaExpanded = 'false';
    if (hadFocus) button.focus();
    return true;
  }

  return {
    close,
    isOpen: () => open !== undefined,
    /** @param opened Called once it can be seen. */
    add(button: HTMLElement, panel: HTMLElement, opened: () => void): void {
      panel.hidden = true;
      button.ariaExpanded = 'false';
      button.addEventListener('click', () => {
        const wasOpen = open?.panel === panel;
        close();
        if (wasOpen) return;
        open = { button, panel };
        panel.hidden = false;
        button.ariaExpanded = 'true';
        opened();
      });
    },
  };
}
