// SPDX-License-Identifier: Apache-2.0
// Shows ThreadSanitizer the half of Synchronization.Mutex that it cannot see.
//
// A Mutex is a futex. Its fast path is inlined into our code and instrumented with it; the slow path, taken when threads
// meet, lies in libswiftSynchronization.so, which is not. Every value that a contended Mutex hands over would be reported.
// Loaded by LD_PRELOAD, these functions stand before the library's, call them, and add the edge that the sanitizer knows
// of a pthread mutex by itself. No report is suppressed: an access outside of the lock has no such edge.
//
// Their names and order were read in stdlib/public/Synchronization/Mutex/LinuxImpl.swift of Swift 6.3. Were they others,
// the false reports would be back, and the run would fail.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Missing in programs without the sanitizer, such as those that a test starts.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);

static void acquire(void *address) {
    if (__tsan_acquire) __tsan_acquire(address);
}

static void *library(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) abort();
    return function;
}

SWIFT void lock_slow(uint32_t thread, SELF) {
    SWIFT void (*lock)(uint32_t, SELF) = library(LOCK);
    lock(thread, self);
    acquire(self);
}

SWIFT bool try_lock_slow(SELF) {
    SWIFT bool (*try_lock)(SELF) = library(TRY_LOCK);
    bool is_locked = try_lock(self);
    if (is_locked) acquire(self);
    return is_locked;
}

SWIFT void unlock_slow(SELF) {
    SWIFT void (*unlock)(SELF) = library(UNLOCK);
    if (__tsan_release) __tsan_release(self);
    unlock(self);
}
