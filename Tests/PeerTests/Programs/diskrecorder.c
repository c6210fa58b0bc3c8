// SPDX-License-Identifier: Apache-2.0
// Preloaded into a program, notes what it does to the files below the folder in DISK_FOLDER, in the order in which the disk
// is told, at the path in DISK_RECORD. What it does runs under one lock with its note, so that the order is the true one.
//
// A note is a struct note, the file's name below the folder (none for the folder itself), and the bytes. Shared memory is
// left out: SQLite makes a new `-shm` after a crash.

#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { MADE = 1, WRITTEN, TRUNCATED, SYNCHRONIZED, RENAMED, REMOVED };

struct note {
    double moment;    // seconds since 1970: when it began; of SYNCHRONIZED, when it was over
    uint32_t kind;
    uint32_t name;    // bytes
    uint64_t offset;  // of TRUNCATED the new size
    uint64_t length;  // bytes; of RENAMED those of the new name
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int record = -1;

__attribute__((constructor)) static void open_record(void) {
    const char *path = getenv("DISK_RECORD");
    folder = getenv("DISK_FOLDER");
    if (folder && path) record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static double now(void) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    return (double)precise.tv_sec + (double)precise.tv_nsec / 1e9;
}

// The name below the folder; NULL for what is elsewhere.
static const char *below(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (record < 0 || strncmp(path, folder, length)) return NULL;
    if (!path[length]) return "";
    if (path[length] != '/') return NULL;
    const char *name = path + length + 1;
    size_t size = strlen(name);
    return size >= 4 && !strcmp(name + size - 4, "-shm") ? NULL : name;
}

static const char *name_of(int file, char *path, size_t size) {
    char link[64];
    if (record < 0) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return below(path);
}

// What cannot be noted would make the record a lie.
static void note(double moment, enum kind kind, const char *name, uint64_t offset, const void *bytes, size_t length) {
    struct note head = {moment, kind, (uint32_t)strlen(name), offset, length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.name}, {(void *)bytes, length}};
    ssize_t whole = (ssize_t)(sizeof head + head.name + length);
    if (syscall(SYS_writev, record, parts, 3) != whole) abort();
}

static ssize_t write_at(int file, const void *bytes, size_t count, off_t offset) {
    char path[4096];
    const char *name = name_of(file, path, sizeof path);
    if (!name) return offset < 0 ? syscall(SYS_write, file, bytes, count) : syscall(SYS_pwrite64, file, bytes, count, offset);
    pthread_mutex_lock(&lock);
    double moment = now();
    off_t place = offset < 0 ? lseek(file, 0, SEEK_CUR) : offset;
    ssize_t done = offset < 0 ? syscall(SYS_write, file, bytes, count) : syscall(SYS_pwrite64, file, bytes, count, offset);
    if (done > 0) note(moment, WRITTEN, name, (uint64_t)place, bytes, (size_t)done);
    pthread_mutex_unlock(&lock);
    return done;
}

static int truncate_to(int file, off_t size) {
    char path[4096];
    const char *name = name_of(file, path, sizeof path);
    if (!name) return (int)syscall(SYS_ftruncate, file, size);
    pthread_mutex_lock(&lock);
    double moment = now();
    int failed = (int)syscall(SYS_ftruncate, file, size);
    if (!failed) note(moment, TRUNCATED, name, (uint64_t)size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

static int synchronize(int file, long call) {
    char path[4096];
    const char *name = name_of(file, path, sizeof path);
    if (!name) return (int)syscall(call, file);
    pthread_mutex_lock(&lock);
    int failed = (int)syscall(call, file);
    if (!failed) note(now(), SYNCHRONIZED, name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

static int open_at(int directory, const char *path, int flags, mode_t mode) {
    const char *name = below(path);
    if (!name || !(flags & (O_CREAT | O_TRUNC))) return (int)syscall(SYS_openat, directory, path, flags, mode);
    pthread_mutex_lock(&lock);
    double moment = now();
    int is_there = !access(path, F_OK);
    int file = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (file >= 0 && !is_there) note(moment, MADE, name, 0, NULL, 0);
    if (file >= 0 && is_there && flags & O_TRUNC) note(moment, TRUNCATED, name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return file;
}

ssize_t write(int file, const void *bytes, size_t count) { return write_at(file, bytes, count, -1); }
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return write_at(file, bytes, count, offset); }
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) { return write_at(file, bytes, count, offset); }
int ftruncate(int file, off_t size) { return truncate_to(file, size); }
int ftruncate64(int file, off_t size) { return truncate_to(file, size); }
int fsync(int file) { return synchronize(file, SYS_fsync); }
int fdatasync(int file) { return synchronize(file, SYS_fdatasync); }

#define OPENING(signature, directory)                  \
    int signature {                                    \
        mode_t mode = 0;                               \
        if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE) {          \
            va_list rest;                              \
            va_start(rest, flags);                     \
            mode = va_arg(rest, mode_t);               \
            va_end(rest);                              \
        }                                              \
        return open_at(directory, path, flags, mode);  \
    }
OPENING(open(const char *path, int flags, ...), AT_FDCWD)
OPENING(open64(const char *path, int flags, ...), AT_FDCWD)
OPENING(openat(int directory, const char *path, int flags, ...), directory)
OPENING(openat64(int directory, const char *path, int flags, ...), directory)

int rename(const char *path, const char *other) {
    const char *name = below(path), *next = below(other);
    if (!name || !next) return (int)syscall(SYS_renameat, AT_FDCWD, path, AT_FDCWD, other);
    pthread_mutex_lock(&lock);
    double moment = now();
    int failed = (int)syscall(SYS_renameat, AT_FDCWD, path, AT_FDCWD, other);
    if (!failed) note(moment, RENAMED, name, 0, next, strlen(next));
    pthread_mutex_unlock(&lock);
    return failed;
}

int unlink(const char *path) {
    const char *name = below(path);
    if (!name) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&lock);
    double moment = now();
    int failed = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!failed) note(moment, REMOVED, name, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return failed;
}
