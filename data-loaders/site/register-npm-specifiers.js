import { register } from "node:module";

register("./npm-specifiers.js", import.meta.url);
