// A PKCS#11 module with faults, for tests: SoftHSM as it is, but for what files beside it ask for.
//
// Beside this library lie `real.so`, a copy of SoftHSM, and as long as they are there:
//   hang   no signature is made, and no PIN tried, until it is gone
//   lie    each signature has one wrong bit
// and `logins` gets an octet for each PIN that is tried.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <p11-kit-1/p11-kit/pkcs11.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static CK_FUNCTION_LIST functions;
static CK_FUNCTION_LIST *real;

static int beside(const char *name, char path[PATH_MAX]) {
    Dl_info own;
    if (!dladdr((void *)&functions, &own) || !own.dli_fname) return 0;
    const char *end = strrchr(own.dli_fname, '/');
    if (!end) return 0;
    int count = snprintf(path, PATH_MAX, "%.*s/%s", (int)(end - own.dli_fname), own.dli_fname, name);
    return count > 0 && count < PATH_MAX;
}

static int asked_for(const char *name) {
    char path[PATH_MAX];
    return beside(name, path) && access(path, F_OK) == 0;
}

static CK_RV sign(
    CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG count, CK_BYTE *signature, CK_ULONG *room) {
    while (asked_for("hang")) usleep(1000);
    CK_RV code = real->C_Sign(session, data, count, signature, room);
    if (code == CKR_OK && signature && *room > 0 && asked_for("lie")) signature[*room - 1] ^= 1;
    return code;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_BYTE *pin, CK_ULONG count) {
    char path[PATH_MAX];
    FILE *logins = beside("logins", path) ? fopen(path, "a") : NULL;
    if (logins) {
        fputc('.', logins);
        fclose(logins);
    }
    while (asked_for("hang")) usleep(1000);
    return real->C_Login(session, user, pin, count);
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
    if (!real) {
        char path[PATH_MAX];
        void *library = beside("real.so", path) ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
        CK_RV (*get)(CK_FUNCTION_LIST **) = library ? dlsym(library, "C_GetFunctionList") : NULL;
        if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
        functions = *real;
        functions.C_Sign = sign;
        functions.C_Login = login;
    }
    *list = &functions;
    return CKR_OK;
}
