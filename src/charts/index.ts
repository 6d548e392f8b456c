export { drawPage } from "./draw-page.js";
