// Loaded before a program's own library: counts writes, forcings to the disk, cuts, renames and removals, and at the k-th
// (FAULT_AT) ends the program (FAULT=kill), halts it (stop), or answers from there on that the disk is full (full).
// FAULT_COUNT names a file for how many there were.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static long count;
static int reached(void) {
  const char *at = getenv("FAULT_AT");
  long mine = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (!at || mine < atol(at)) return 0;
  if (strcmp(getenv("FAULT"), "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(getenv("FAULT"), "stop") == 0) {
    if (mine == atol(at)) kill(getpid(), SIGSTOP);
    return 0;
  }
  return 1;
}
#define REAL(name, type) static __typeof__(type) real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
#define FULL if (reached()) { errno = ENOSPC; return -1; }
ssize_t write(int file, const void *bytes, size_t size) {
  REAL("write", ssize_t (*)(int, const void *, size_t));
  if (file > 2) FULL
  return real(file, bytes, size);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
  REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t));
  FULL
  return real(file, bytes, size, at);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
  REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t));
  FULL
  return real(file, bytes, size, at);
}
int ftruncate64(int file, off64_t size) { REAL("ftruncate64", int (*)(int, off64_t)); reached(); return real(file, size); }
int ftruncate(int file, off_t size) { REAL("ftruncate", int (*)(int, off_t)); reached(); return real(file, size); }
int fsync(int file) { REAL("fsync", int (*)(int)); reached(); return real(file); }
int fdatasync(int file) { REAL("fdatasync", int (*)(int)); reached(); return real(file); }
int rename(const char *from, const char *to) { REAL("rename", int (*)(const char *, const char *)); reached(); return real(from, to); }
int unlink(const char *path) { REAL("unlink", int (*)(const char *)); reached(); return real(path); }
__attribute__((destructor)) static void told(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) { fprintf(file, "%ld", count); fclose(file); }
}
