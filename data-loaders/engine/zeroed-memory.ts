/**
 * DuckDB writes whole blocks to its files, with whatever stood in memory where a block is not full. Its allocator, jemalloc on Linux,
 * can be told to clear memory, once and before the library is loaded; equal rows then give equal files.
 */
process.env["DUCKDB_JE_MALLOC_CONF"] ??= "zero:true";
