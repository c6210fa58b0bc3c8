// SPDX-License-Identifier: Apache-2.0
// Swift's Glibc module leaves malloc.h out.
#ifndef RELINK_CMALLOC_SHIM_H
#define RELINK_CMALLOC_SHIM_H

#include <malloc.h>

// Returns whether both settings were taken.
static inline int cmalloc_tune(int arenas, int mapped_from) {
    return mallopt(M_ARENA_MAX, arenas) && mallopt(M_MMAP_THRESHOLD, mapped_from);
}

#endif
