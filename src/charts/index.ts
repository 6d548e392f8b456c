export { drawBigNumber } from "./draw-big-number.js";
export { drawCard, type CardOptions } from "./draw-card.js";
export { drawFigure } from "./draw-figure.js";
export { drawPage } from "./draw-page.js";
export type { DrawOptions } from "./options.js";
