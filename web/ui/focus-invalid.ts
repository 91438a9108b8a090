/**
 * Puts the focus on the first field of a form that is marked as wrong, once the page shows it. A group of radio
 * buttons counts as marked by `data-group-invalid` on an element around it.
 */
export function focusInvalid(form: HTMLElement): void {
  requestAnimationFrame(() => {
    const field = form.querySelector('[aria-invalid="true"], [data-group-invalid] input');
    if (field instanceof HTMLElement) field.focus();
  });
}
