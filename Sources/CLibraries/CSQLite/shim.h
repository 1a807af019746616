#ifndef KAPOK_CSQLITE_SHIM_H
#define KAPOK_CSQLITE_SHIM_H

#include <sqlite3.h>

// The macro SQLITE_TRANSIENT casts an integer to a function pointer, which Swift does not import.
static inline int kapok_sqlite3_bind_text(
    sqlite3_stmt *statement, int place, const char *bytes, int count) {
    return sqlite3_bind_text(statement, place, bytes, count, SQLITE_TRANSIENT);
}

static inline int kapok_sqlite3_bind_blob(
    sqlite3_stmt *statement, int place, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

// sqlite3_config is variadic. Without its statistics of memory, which nobody reads here, the library
// takes no lock for each allocation.
static inline int kapok_sqlite3_without_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
