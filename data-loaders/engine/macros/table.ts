/** What one dialect writes for a macro, given its arguments as SQL. Its `length` is the number of arguments. */
export type Macro = (...parts: string[]) => string;

/** All macros of a dialect, by name. */
export type MacroTable = Readonly<Record<string, Macro>>;
