// What glibc declares for GNU sources only, accept4(2) and posix_spawn_file_actions_addclosefrom_np(3), and
// O_PATH of open(2) as the kernel has it.
#include <spawn.h>
#include <sys/socket.h>

int accept4(int, struct sockaddr *, socklen_t *, int);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

#ifndef O_PATH
#define O_PATH 010000000
#endif
