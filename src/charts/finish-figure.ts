/**
 * Makes a figure one image to a reader who does not see it: named as a whole, with none of its parts named.
 *
 * @param label what the figure shows
 */
export function describe(figure: Element, label: string): void {
  for (const part of figure.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", label);
}

/**
 * Takes from a figure what no reader sees, because pages carry figures as text: its geometry is rounded to tenths of a pixel,
 * and what every figure's own style sheet would say alike is left to the page's.
 */
export function slim(figure: Element): void {
  for (const style of figure.querySelectorAll("style")) style.remove();
  for (const part of figure.querySelectorAll("*"))
    for (const name of geometry) {
      const value = part.getAttribute(name);
      if (value !== null)
        part.setAttribute(
          name,
          value.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
        );
    }
}

const geometry = ["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"];
