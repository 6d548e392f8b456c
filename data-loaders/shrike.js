#!/usr/bin/env node
import "./site/register-npm-specifiers.js";
import { register } from "tsx/esm/api";

register();
const { main } = await import("./cli.js");
process.exitCode = await main(process.argv);
